/** Lowers what makes arrays and objects: literals and `new`. */

import type ts from 'typescript';
import { construct } from './construct.js';
import type { AllocInit, ArrayType, IrType, ObjectType, ValueId } from '../ir/types.js';
import { branchValue } from './control.js';
import { apply, boolean, constant, emit, type Lowering, number, refusal, type SpreadPart, typeOf } from './context.js';
import { effectsOf } from './effects.js';
import { lowerExpression } from './expressions.js';
import {
  fitsText,
  guarded,
  opaqueExpression,
  opaquePieces,
  piecesOf,
  type Piece,
  refuseText,
  snippet,
} from './opaque.js';
import { isGlobal, skipOuter } from './resolve.js';
import { checkHome } from './text.js';
import { arrayOf, present } from './types.js';
import { isOuter, walkTree } from './walk.js';

export function alloc(cx: Lowering, node: ts.Node, type: IrType, init: AllocInit, name?: string): ValueId {
  return emit(cx, node, type, (result) => ({ kind: 'alloc', result, init }), name);
}

/** The type that a literal is to have: what its surroundings expect, else what it is. */
export function literalType(cx: Lowering, node: ts.Expression): IrType {
  const outer = cx.wrappers.get(node) ?? node;
  const expected = contextualType(cx, outer);
  if (expected !== undefined) return expected;
  const own = present(cx.types.at(node));
  return isEvolving(own) ? (evolvedType(cx, outer) ?? surroundingType(cx, outer) ?? own) : own;
}

/** The type that an empty literal is part of: `x > 1 ? [x] : []`, `[] as number[]`, one of the values that a function returns. */
function surroundingType(cx: Lowering, node: ts.Expression): IrType | undefined {
  const { ts } = cx;
  const known = (type: IrType): IrType | undefined =>
    type.kind === 'array' && !isEvolving(type) && type.kinds === undefined ? type : undefined;
  for (let at: ts.Node = node; ; at = at.parent) {
    const type = ts.isExpression(at) ? known(present(cx.types.at(at))) : undefined;
    if (type !== undefined) return type;
    const { parent } = at;
    if (ts.isReturnStatement(parent) || (ts.isArrowFunction(parent) && parent.body === at)) {
      const fn = ts.findAncestor(parent, ts.isFunctionLike);
      const signature = fn && cx.checker.getSignatureFromDeclaration(fn as ts.SignatureDeclaration);
      return signature && known(present(cx.types.of(cx.checker.getReturnTypeOfSignature(signature))));
    }
    const isOperand = ts.isBinaryExpression(parent) && /^(\?\?|\|\||&&)$/.test(parent.operatorToken.getText());
    const isChoice = ts.isConditionalExpression(parent) && parent.condition !== at;
    if (!isOperand && !isChoice && !isOuter(ts, parent)) return undefined;
  }
}

function contextualType(cx: Lowering, node: ts.Expression): IrType | undefined {
  const { ts } = cx;
  const owner = node.parent;
  // A pattern expects its names, each of type `any`.
  const isTaken = (ts.isVariableDeclaration(owner) || ts.isParameter(owner)) && ts.isObjectBindingPattern(owner.name);
  if (isTaken && owner.type === undefined) return undefined;
  const expected = cx.checker.getContextualType(node);
  if (expected === undefined) return undefined;
  const wanted = present(cx.types.exactly(cx.checker.getNonNullableType(cx.types.resolve(expected))));
  // A literal that is given for an array of any kind is an array.
  const type = wanted.kind === 'array' && wanted.kinds !== undefined ? arrayOf(wanted.element) : wanted;
  return (type.kind === 'array' || type.kind === 'object') && !isEvolving(type) ? type : undefined;
}

/** `any[]` and `never[]`: what an empty literal is before anything is known of its elements. */
function isEvolving(type: IrType): boolean {
  return type.kind === 'array' && type.element.kind === 'opaque' && /^(any|never|undefined)$/.test(type.element.text);
}

/** The type of an array where it is used: one that was declared without a type has that of its later uses from the beginning. */
export function arrayTypeAt(cx: Lowering, node: ts.Expression): IrType {
  const type = present(cx.types.at(node));
  return isEvolving(type) && cx.ts.isIdentifier(node) ? (evolvedTypeOf(cx, node) ?? type) : type;
}

/** `const ys = []`: the type that later uses give it. */
function evolvedType(cx: Lowering, node: ts.Expression): IrType | undefined {
  const { ts } = cx;
  const declaration = node.parent;
  if (ts.isBinaryExpression(declaration) && declaration.right === node && ts.isIdentifier(declaration.left)) {
    const type = cx.types.at(declaration.left);
    return type.kind === 'array' && !isEvolving(type) ? type : undefined;
  }
  if (!ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name)) return undefined;
  return evolvedTypeOf(cx, declaration.name);
}

function evolvedTypeOf(cx: Lowering, name: ts.Identifier): IrType | undefined {
  const { ts, checker } = cx;
  const symbol = checker.getSymbolAtLocation(name);
  let found: IrType | undefined;
  walkTree(name.getSourceFile() === cx.home ? cx.root : name.getSourceFile(), (at) => {
    if (found !== undefined) return false;
    if (ts.isIdentifier(at) && at !== name && at.text === name.text && checker.getSymbolAtLocation(at) === symbol) {
      const type = cx.types.at(at);
      if (type.kind !== 'opaque' && !isEvolving(type)) found = type;
    }
    return true;
  });
  return found;
}

/** The type of a variable; one that is declared without gets the type of its uses. */
export function declaredType(cx: Lowering, name: ts.Identifier): IrType {
  const type = cx.types.at(name);
  const unknown = isEvolving(type) || (type.kind === 'opaque' && type.text === 'any');
  return unknown && cx.ts.isVariableDeclaration(name.parent) && name.parent.type === undefined
    ? (evolvedTypeOf(cx, name) ?? type)
    : type;
}

/* ------------------------------------------------------------------- arrays */

export function lowerArrayLiteral(cx: Lowering, node: ts.ArrayLiteralExpression): ValueId {
  const { ts } = cx;
  const type = literalType(cx, node);
  if (
    node.elements.some((element) => ts.isOmittedExpression(element)) ||
    (type.kind !== 'array' && type.kind !== 'object')
  )
    return opaqueLiteral(cx, node);
  if (type.kind === 'object' && (!type.tuple || node.elements.some((element) => ts.isSpreadElement(element))))
    return opaqueLiteral(cx, node);
  const parts = spreadParts(cx, node.elements);
  return parts === undefined ? opaqueLiteral(cx, node) : allocParts(cx, node, type, parts);
}

/** Elements in order; `undefined` when one spreads what is no array. */
export function spreadParts(cx: Lowering, elements: readonly ts.Expression[]): SpreadPart[] | undefined {
  const { ts } = cx;
  const spreadable = (element: ts.Expression): boolean =>
    !ts.isSpreadElement(element) || present(cx.types.at(element.expression)).kind === 'array';
  if (!elements.every(spreadable)) return undefined;
  return elements.map((element, index) => {
    if (!ts.isSpreadElement(element)) return { spread: false, value: lowerExpression(cx, element) };
    const whole = lowerExpression(cx, element.expression);
    // An array is read where it stands; a later element may change it.
    const changes = elements.slice(index + 1).some((later) => effectsOf(cx, later).writesArguments);
    const type = present(typeOf(cx, whole)) as ArrayType;
    return {
      spread: true,
      value: changes ? alloc(cx, element, arrayOf(type.element), { form: 'copy', of: whole }) : whole,
    };
  });
}

/** A new array of elements and whole arrays. */
export function allocParts(cx: Lowering, node: ts.Node, type: IrType, parts: readonly SpreadPart[]): ValueId {
  const [only] = parts;
  if (parts.length === 1 && only?.spread === true) return alloc(cx, node, type, { form: 'copy', of: only.value });
  if (parts.some((part) => part.spread))
    return alloc(cx, node, type, { form: 'spread', parts: guardedParts(cx, node, type, parts) });
  return alloc(cx, node, type, {
    form: 'literal',
    elements: guardedElements(
      cx,
      node,
      type,
      parts.map((part) => part.value),
    ),
  });
}

function guardedParts(cx: Lowering, node: ts.Node, type: IrType, parts: readonly SpreadPart[]): SpreadPart[] {
  if (type.kind !== 'array') return [...parts];
  return parts.map(({ spread, value }) => ({ spread, value: spread ? value : guarded(cx, node, value, type.element) }));
}

function guardedElements(cx: Lowering, node: ts.Node, type: IrType, values: readonly ValueId[]): ValueId[] {
  return values.map((value, index) => {
    const element =
      type.kind === 'array' ? type.element : type.kind === 'object' ? type.fields.get(String(index)) : undefined;
    return element === undefined ? value : guarded(cx, node, value, element);
  });
}

function opaqueLiteral(cx: Lowering, node: ts.ArrayLiteralExpression | ts.ObjectLiteralExpression): ValueId {
  return opaqueExpression(cx, node, refusal(2002, node, { type: cx.types.textOf(cx.types.typeAt(node)) }));
}

/* ------------------------------------------------------------------ objects */

export function lowerObjectLiteral(cx: Lowering, node: ts.ObjectLiteralExpression): ValueId {
  const own = present(cx.types.at(node));
  const expected = contextualType(cx, cx.wrappers.get(node) ?? node);
  const isExpected = expected?.kind === 'object' && expected.beyond === undefined && hasFields(cx, expected, node);
  const type = isExpected ? expected : own;
  return (type.kind === 'object' && objectOf(cx, node, type, node.properties)) || opaqueLiteral(cx, node);
}

/** A property of an object that is made, or an object whose fields go into it. */
export type Part = ts.ObjectLiteralElementLike | ts.Expression;

/** A new object, as far as it is known which fields it has. */
export function objectOf(
  cx: Lowering,
  node: ts.Expression,
  type: ObjectType,
  parts: readonly Part[],
): ValueId | undefined {
  const { ts } = cx;
  if (!parts.every((part) => isPlainProperty(cx, part)) || !isSettled(cx, parts)) return undefined;
  const fields = new Map<string, ValueId>();
  for (const property of parts) {
    const spread = spreadOf(cx, property);
    if (spread !== undefined) spreadFields(cx, spread, lowerExpression(cx, spread), fields);
    else if (ts.isShorthandPropertyAssignment(property))
      fields.set(property.name.text, lowerExpression(cx, property.name));
    else if (ts.isPropertyAssignment(property)) {
      const name = nameOf(cx, property.name)!;
      const value = lowerExpression(cx, property.initializer);
      fields.set(name, value);
    }
  }
  const made = [...fields].map(([name, value]) => {
    const field = type.fields.get(name);
    return { name, value: field === undefined ? value : guarded(cx, node, value, field) };
  });
  const object = alloc(cx, node, type, { form: 'object', fields: made });
  cx.fieldOrder.set(object, [...fields.keys()]);
  return object;
}

/** Whether a type has a place for everything that the literal names. */
function hasFields(cx: Lowering, type: ObjectType, node: ts.ObjectLiteralExpression): boolean {
  const own = present(cx.types.at(node));
  return own.kind !== 'object' || [...own.fields.keys()].every((field) => type.fields.has(field));
}

function spreadOf({ ts }: Lowering, part: Part): ts.Expression | undefined {
  return ts.isSpreadAssignment(part) ? part.expression : ts.isExpression(part) ? part : undefined;
}

function isPlainProperty(cx: Lowering, property: Part): boolean {
  const { ts } = cx;
  if (ts.isShorthandPropertyAssignment(property)) return true;
  if (ts.isPropertyAssignment(property)) return nameOf(cx, property.name) !== undefined;
  const spread = spreadOf(cx, property);
  return spread !== undefined && hasKnownFields(cx.types.at(spread));
}

/** Whether it is known which fields of an object are copied. Those of an object are not that may be of several classes. */
export function hasKnownFields(of: IrType): boolean {
  const type = present(of);
  if (type.kind !== 'object' || type.tuple || type.beyond !== undefined || type.computed !== undefined) return false;
  // Every object answers to these names, whether or not it has such a field.
  return ![...type.fields].some(([name, field]) => field.kind === 'maybe' && name in Object.prototype);
}

/** A name that stands in the source; none for one that is computed. */
function nameOf(cx: Lowering, name: ts.PropertyName): string | undefined {
  const { ts } = cx;
  if (ts.isComputedPropertyName(name))
    return ts.isStringLiteralLike(name.expression) ? name.expression.text : undefined;
  return ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isNumericLiteral(name) ? name.text : undefined;
}

/** Whether every field is there for sure: one that may be missing where it is spread has an earlier value to fall back to. */
function isSettled(cx: Lowering, parts: readonly Part[]): boolean {
  const { ts } = cx;
  const sure = new Set<string>();
  return parts.every((part) => {
    const spread = spreadOf(cx, part);
    if (spread === undefined) {
      const named = ts.isExpression(part) ? undefined : part.name;
      const name = named && nameOf(cx, named);
      if (name !== undefined) sure.add(name);
      return true;
    }
    const type = cx.types.at(spread);
    const { fields } = present(type) as ObjectType;
    if (type.kind !== 'maybe') for (const [name, field] of fields) if (field.kind !== 'maybe') sure.add(name);
    return [...fields.keys()].every((name) => sure.has(name));
  });
}

const reads = { kind: 'reads', writesArguments: false } as const;

/** Whether a field that may be missing is there. */
export function hasField(cx: Lowering, node: ts.Expression, object: ValueId, field: string): ValueId {
  const pieces: Piece[] = [`${JSON.stringify(field)} in `, object];
  return opaquePieces(cx, node, pieces, boolean, reads, refuseText(node, 'a spread'));
}

function spreadFields(cx: Lowering, node: ts.Expression, object: ValueId, fields: Map<string, ValueId>): void {
  const whole = typeOf(cx, object);
  const type = present(whole) as ObjectType;
  // A field that was not there at first may have been set since.
  for (const field of new Set([...(cx.fieldOrder.get(object) ?? []), ...type.fields.keys()])) {
    const fieldType = type.fields.get(field);
    if (fieldType === undefined) continue;
    const read = (): ValueId =>
      emit(cx, node, present(fieldType), (result) => ({ kind: 'get', result, object, field }));
    const earlier = fields.get(field);
    if ((whole.kind !== 'maybe' && fieldType.kind !== 'maybe') || earlier === undefined) fields.set(field, read());
    else {
      // Unlike one that is undefined, a field that is missing does not overwrite what stands before it.
      const own = (): ValueId => {
        if (fieldType.kind !== 'maybe') return read();
        return branchValue(cx, node, hasField(cx, node, object, field), read, () => earlier)!;
      };
      if (whole.kind !== 'maybe') fields.set(field, own());
      else {
        const absent = apply(cx, node, 'looseEq', [object, constant(cx, node, null)], boolean);
        fields.set(field, branchValue(cx, node, absent, () => earlier, own)!);
      }
    }
  }
}

/* ---------------------------------------------------------------------- new */

export function lowerNew(cx: Lowering, node: ts.NewExpression): ValueId {
  const callee = skipOuter(cx.ts, node.expression);
  const args = node.arguments ?? [];
  for (const storage of ['Float64Array', 'Float32Array'] as const)
    if (isGlobal(cx.project, callee, storage)) return newTyped(cx, node, storage, args);
  if (isGlobal(cx.project, callee, 'Array')) return newArray(cx, node, args);
  const object = construct(cx, node);
  if (object !== undefined) return object;
  const name = callee.getText();
  const types = node.typeArguments?.map((type) => type.getText()).join(', ');
  const refused = refusal(1023, node, { name });
  if (!isGlobal(cx.project, callee, name)) checkHome(cx, node, name);
  const isGlobalClass = isGlobal(cx.project, callee, name);
  const onNumbers = isGlobalClass && args.length > 0 && args.every((argument) => isNumber(cx, argument));
  if (fitsText(cx, node) && !onNumbers) return opaqueExpression(cx, node, refused);
  const made = piecesOf(cx, callee);
  const pieces: Piece[] = cx.ts.isIdentifier(callee) ? ['new ', ...made] : ['new (', ...made, ')'];
  pieces.push(types === undefined ? '(' : `<${types}>(`);
  args.forEach((argument, index) => {
    if (index > 0) pieces.push(', ');
    if (cx.ts.isSpreadElement(argument)) pieces.push('...', lowerExpression(cx, argument.expression));
    else pieces.push(lowerExpression(cx, argument));
  });
  return opaquePieces(cx, node, [...pieces, ')'], cx.types.at(node), effectsOf(cx, node), refused);
}

function newTyped(
  cx: Lowering,
  node: ts.NewExpression,
  storage: 'Float64Array' | 'Float32Array',
  args: readonly ts.Expression[],
): ValueId {
  const type: ArrayType = { kind: 'array', storage, element: number, fixedLength: undefined };
  const [first, second] = args;
  if (first === undefined) return alloc(cx, node, type, { form: 'literal', elements: [] });
  const literal = skipOuter(cx.ts, first);
  if (second !== undefined) return unknownNew(cx, node);
  if (cx.ts.isArrayLiteralExpression(literal) && literal.elements.every((element) => isNumber(cx, element))) {
    const elements = literal.elements.map((element) => lowerExpression(cx, element));
    return alloc(cx, node, type, { form: 'literal', elements });
  }
  const kind = cx.types.at(first);
  if (kind.kind === 'number') return alloc(cx, node, type, { form: 'sized', length: lowerExpression(cx, first) });
  if (kind.kind === 'array' && kind.element.kind === 'number')
    return alloc(cx, node, type, { form: 'copy', of: lowerExpression(cx, first) });
  return unknownNew(cx, node);
}

function isNumber(cx: Lowering, node: ts.Expression): boolean {
  return !cx.ts.isSpreadElement(node) && !cx.ts.isOmittedExpression(node) && cx.types.at(node).kind === 'number';
}

/** `new Array(n)`, `new Array(a, b)`; without `new` it means the same. */
export function newArray(
  cx: Lowering,
  node: ts.NewExpression | ts.CallExpression,
  args: readonly ts.Expression[],
): ValueId {
  const own = literalType(cx, node);
  const [first] = args;
  const element = elementTypeOf(cx, node);
  const type = own.kind === 'array' && !isEvolving(own) ? own : element === undefined ? own : arrayOf(element);
  if (type.kind !== 'array') return unknownNew(cx, node);
  if (args.length === 1 && first !== undefined) {
    if (cx.types.at(first).kind !== 'number') return unknownNew(cx, node);
    return alloc(cx, node, { ...type, fixedLength: undefined }, { form: 'sized', length: lowerExpression(cx, first) });
  }
  const parts = spreadParts(cx, args);
  return parts === undefined || parts.some((part) => part.spread)
    ? unknownNew(cx, node)
    : allocParts(cx, node, type, parts);
}

/** `new Array(n).fill(0)`: the elements' type follows from the call. */
function elementTypeOf(cx: Lowering, node: ts.Expression): IrType | undefined {
  const { ts } = cx;
  const access = node.parent;
  const isFill =
    ts.isPropertyAccessExpression(access) && access.name.text === 'fill' && ts.isCallExpression(access.parent);
  const filler = isFill && ts.isCallExpression(access.parent) ? access.parent.arguments[0] : undefined;
  return filler && cx.types.at(filler);
}

function unknownNew(cx: Lowering, node: ts.NewExpression | ts.CallExpression): ValueId {
  return opaqueExpression(cx, node, refuseText(node, `\`${snippet(node)}\``));
}
