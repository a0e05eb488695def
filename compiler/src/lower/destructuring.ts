/** Takes arrays and objects apart: patterns in declarations, parameters and assignments. */

import type ts from 'typescript';
import type { IrType, ValueId } from '../ir/types.js';
import { readMember } from './calls.js';
import { constant, emit, type Lowering, missing, number, refusal, report, typeOf } from './context.js';
import { effectsOf } from './effects.js';
import { lowerExpression } from './expressions.js';
import { isOnlyAskedForFields } from './asked-for-fields.js';
import { keyPieces, opaquePieces } from './opaque.js';
import { withDefault } from './operators.js';
import { isPlainField, narrowed, placeOf, writePlace } from './places.js';
import { skipOuter } from './resolve.js';
import { expectNoHoles } from './holes.js';
import { alloc } from './literals.js';
import { arrayOf, maybe, present, sameType } from './types.js';

/** Binds the names of a declaration's pattern; `bind` makes the variable. */
export function bindPattern(
  cx: Lowering,
  pattern: ts.BindingPattern,
  value: ValueId,
  bind: (name: ts.Identifier, value: ValueId) => void,
): void {
  const { ts } = cx;
  const isArray = ts.isArrayBindingPattern(pattern);
  pattern.elements.forEach((element, index) => {
    if (ts.isOmittedExpression(element)) return;
    let part: ValueId | undefined;
    const type = cx.types.at(element.name);
    if (element.dotDotDotToken !== undefined)
      part = isArray
        ? restOf(cx, element, value, index)
        : (remainingFields(cx, element, value) ?? unknownRest(cx, element));
    else if (isArray) part = elementOf(cx, element, value, index, element.initializer !== undefined, type);
    else
      part = propertyOf(
        cx,
        element,
        value,
        element.propertyName ?? (element.name as ts.Identifier),
        element.initializer !== undefined,
        type,
        sourceType(cx, pattern),
      );
    // The problem is reported; that its variable has no value need not be.
    part ??= missing(cx, element, type);
    const { initializer } = element;
    const name = ts.isIdentifier(element.name) ? element.name.text : undefined;
    if (initializer !== undefined)
      part = withDefault(cx, element, part, () => lowerExpression(cx, initializer), type, name);
    if (ts.isIdentifier(element.name)) bind(element.name, part);
    else bindPattern(cx, element.name, part, bind);
  });
}

/** The type of what a pattern takes apart, not of what the pattern asks for. */
function sourceType(cx: Lowering, { parent }: ts.BindingPattern): ts.Type {
  const { ts, checker } = cx;
  const from = ts.isBindingElement(parent) ? undefined : (parent.type ?? parent.initializer);
  return checker.getNonNullableType(cx.types.typeAt(from ?? parent));
}

/** Assigns to the targets of an assignment's pattern: `[a, b] = …`, `({ x: p.x } = …)`. */
export function assignPattern(
  cx: Lowering,
  pattern: ts.ArrayLiteralExpression | ts.ObjectLiteralExpression,
  value: ValueId,
): void {
  const { ts } = cx;
  if (ts.isArrayLiteralExpression(pattern)) {
    pattern.elements.forEach((element, index) => {
      if (ts.isOmittedExpression(element)) return;
      if (ts.isSpreadElement(element)) {
        const rest = restOf(cx, element, value, index);
        if (rest !== undefined) assignTarget(cx, element.expression, rest);
        return;
      }
      const [target, fallback] = targetOf(cx, element);
      assignPart(cx, target, fallback, (type) => elementOf(cx, element, value, index, fallback !== undefined, type));
    });
    return;
  }
  for (const property of pattern.properties) {
    if (ts.isShorthandPropertyAssignment(property)) {
      const fallback = property.objectAssignmentInitializer;
      assignPart(cx, property.name, fallback, (type) =>
        propertyOf(cx, property, value, property.name, fallback !== undefined, type),
      );
    } else if (ts.isPropertyAssignment(property)) {
      const [target, fallback] = targetOf(cx, property.initializer);
      assignPart(cx, target, fallback, (type) =>
        propertyOf(cx, property, value, property.name, fallback !== undefined, type),
      );
    } else unknownRest(cx, property);
  }
}

/** `target = fallback` within a pattern. */
function targetOf(cx: Lowering, node: ts.Expression): [target: ts.Expression, fallback: ts.Expression | undefined] {
  const { ts } = cx;
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken)
    return [node.left, node.right];
  return [node, undefined];
}

function assignPart(
  cx: Lowering,
  target: ts.Expression,
  fallback: ts.Expression | undefined,
  read: (type: IrType) => ValueId | undefined,
): void {
  const { ts } = cx;
  const at = skipOuter(ts, target);
  const isPattern = ts.isArrayLiteralExpression(at) || ts.isObjectLiteralExpression(at);
  // The target of an assignment is evaluated before the part is read.
  const place = isPattern ? undefined : placeOf(cx, at);
  const type = cx.types.at(target);
  let part = read(type);
  if (part === undefined) return;
  if (fallback !== undefined) part = withDefault(cx, target, part, () => lowerExpression(cx, fallback), type);
  if (place !== undefined) writePlace(cx, place, at, part);
  else if (isPattern) assignPattern(cx, at, part);
}

function assignTarget(cx: Lowering, target: ts.Expression, value: ValueId): void {
  const at = skipOuter(cx.ts, target);
  if (cx.ts.isArrayLiteralExpression(at) || cx.ts.isObjectLiteralExpression(at)) assignPattern(cx, at, value);
  else writePlace(cx, placeOf(cx, at), at, value);
}

/* -------------------------------------------------------------------- parts */

const reads = { kind: 'reads', writesArguments: false } as const;

function elementOf(
  cx: Lowering,
  node: ts.Node,
  whole: ValueId,
  index: number,
  hasDefault: boolean,
  expected: IrType,
): ValueId | undefined {
  const type = present(typeOf(cx, whole));
  if (type.kind === 'array') {
    const at = constant(cx, node, index);
    const certain = type.fixedLength !== undefined && index < type.fixedLength;
    const mayMiss = !certain && (hasDefault || (expected.kind === 'maybe' && type.element.kind !== 'maybe'));
    const loaded = mayMiss ? maybe(type.element) : narrowed(type.element, hasDefault ? type.element : expected);
    return emit(cx, node, loaded, (result) => ({ kind: 'load', result, array: whole, index: at, mayMiss }));
  }
  const field = type.kind === 'object' && type.tuple ? type.fields.get(String(index)) : undefined;
  if (field !== undefined)
    return emit(cx, node, field, (result) => ({ kind: 'get', result, object: whole, field: String(index) }));
  const text = type.kind === 'opaque' ? type.text : type.kind;
  if (!/^(readonly )?\[|\[\]$|Array\b/.test(text)) {
    // Any iterable may be taken apart, and only its iterator knows how.
    report(cx, 1026, node, { what: `elements of \`${text}\`` });
    return undefined;
  }
  return opaquePieces(cx, node, [whole, `[${index}]`], expected, reads, refusal(2002, node, { type: text }));
}

function propertyOf(
  cx: Lowering,
  node: ts.Node,
  whole: ValueId,
  name: ts.PropertyName,
  mayMiss: boolean,
  expected: IrType,
  from?: ts.Type,
): ValueId | undefined {
  const { ts } = cx;
  const type = present(typeOf(cx, whole));
  if (ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isNumericLiteral(name)) {
    const got = from && readMember(cx, node, whole, from, name.text, mayMiss ? maybe(expected) : expected);
    if (got !== undefined) return got;
    const field = isPlainField(type, name.text) ? type.fields.get(name.text) : undefined;
    if (field !== undefined)
      return emit(cx, node, mayMiss ? maybe(field) : narrowed(field, expected), (result) => ({
        kind: 'get',
        result,
        object: whole,
        field: name.text,
      }));
    if (type.kind === 'array' && name.text === 'length')
      return emit(cx, node, number, (result) => ({ kind: 'length', result, array: whole }));
    const access = ts.isIdentifier(name) ? `.${name.text}` : `[${name.getText()}]`;
    const text = type.kind === 'opaque' ? type.text : type.kind;
    return opaquePieces(
      cx,
      node,
      [whole, access],
      mayMiss ? maybe(expected) : expected,
      reads,
      refusal(2002, node, { type: text }),
    );
  }
  if (ts.isComputedPropertyName(name)) {
    const key = lowerExpression(cx, name.expression);
    const refused = refusal(1015, node, { text: name.getText() });
    return opaquePieces(
      cx,
      node,
      [whole, ...keyPieces(cx, name.expression, key)],
      expected,
      { ...reads, kind: effectsOf(cx, name).kind === 'effects' ? 'effects' : 'reads' },
      refused,
    );
  }
  report(cx, 1026, node, { what: 'a private property' });
  return undefined;
}

function restOf(cx: Lowering, node: ts.Node, whole: ValueId, index: number): ValueId | undefined {
  const type = present(typeOf(cx, whole));
  const fields = type.kind === 'object' && type.tuple ? [...type.fields].slice(index) : undefined;
  const [first] = fields ?? [];
  if (fields?.every(([, each]) => sameType(each, first![1])) === true && first !== undefined) {
    const elements = fields.map(([field, each]) =>
      emit(cx, node, each, (result) => ({ kind: 'get', result, object: whole, field })),
    );
    return alloc(cx, node, arrayOf(first[1]), { form: 'literal', elements });
  }
  if (type.kind !== 'array' || type.storage !== 'Array' || type.kinds !== undefined) {
    report(cx, 1026, node, { what: 'the rest of what is no array' });
    return undefined;
  }
  expectNoHoles(cx, node, type, whole, node.getText());
  const from = constant(cx, node, index);
  const resultType: IrType = { ...type, fixedLength: undefined };
  return emit(cx, node, resultType, (result) => ({
    kind: 'method',
    result,
    name: 'slice',
    array: whole,
    args: [from],
  }));
}

/**
 * `{ a, ...rest }` of an object whose fields are known. What is missing in it is there as `undefined` in this copy, which makes no
 * difference to those that only ask for fields.
 */
function remainingFields(cx: Lowering, element: ts.BindingElement, whole: ValueId): ValueId | undefined {
  const [from, type] = [present(typeOf(cx, whole)), cx.types.at(element.name)];
  if (from.kind !== 'object' || type.kind !== 'object' || from.tuple || type.ofClass === true) return undefined;
  const names = [...type.fields.keys()];
  if (!names.every((name) => from.fields.has(name))) return undefined;
  const mayMiss = names.some((name) => from.fields.get(name)!.kind === 'maybe');
  if (mayMiss && !isOnlyAskedForFields(cx, element.name)) return undefined;
  const fields = names.map((name) => ({
    name,
    value: emit(cx, element, narrowed(from.fields.get(name)!, type.fields.get(name)!), (result) => ({
      kind: 'get',
      result,
      object: whole,
      field: name,
    })),
  }));
  return emit(cx, element, type, (result) => ({ kind: 'alloc', result, init: { form: 'object', fields } }));
}

function unknownRest(cx: Lowering, node: ts.Node): undefined {
  report(cx, 1026, node, { what: 'whatever properties remain' });
  return undefined;
}
