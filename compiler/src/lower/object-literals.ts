/** Lowers object literals, and what else makes objects of the fields of others. */

import type ts from 'typescript';
import type { IrType, ObjectType, ValueId } from '../ir/types.js';
import { symbolOf } from './assigned.js';
import { add, apply, boolean, constant, emit, type Lowering, lookUp, missing, typeOf } from './context.js';
import { branch, branchValue } from './control.js';
import { lowerExpression } from './expressions.js';
import { recordOf, recordTypeOf } from './keyed.js';
import { alloc, contextualType, opaqueLiteral } from './literals.js';
import { guarded, opaquePieces, type Piece, refuseText } from './opaque.js';
import { skipOuter } from './resolve.js';
import { present } from './types.js';

export function lowerObjectLiteral(cx: Lowering, node: ts.ObjectLiteralExpression): ValueId {
  const record = recordTypeOf(cx, node);
  if (record !== undefined) return recordOf(cx, node, record) ?? opaqueLiteral(cx, node);
  const own = present(cx.types.exactly(cx.types.typeAt(node)));
  const expected = castType(cx, node) ?? contextualType(cx, cx.wrappers.get(node) ?? node);
  const isExpected = expected?.kind === 'object' && expected.beyond === undefined && hasFields(cx, expected, node);
  const type = isExpected ? expected : own;
  return (type.kind === 'object' && objectOf(cx, node, type, node.properties)) || opaqueLiteral(cx, node);
}

/** `{} as Point`: the type that a cast gives a literal, whose other fields come later. As long as these are no references, anything may read them. */
function castType(cx: Lowering, node: ts.ObjectLiteralExpression): ObjectType | undefined {
  const outer = cx.wrappers.get(node);
  if (outer === undefined) return undefined;
  const type = present(cx.types.exactly(cx.types.typeAt(outer)));
  if (type.kind !== 'object' || type.tuple || type.ofClass === true || type.computed !== undefined) return undefined;
  const given = new Set(node.properties.map((each) => (each.name === undefined ? undefined : nameOf(cx, each.name))));
  const isLater = (field: IrType): boolean => field.kind === 'maybe' || /^(number|boolean|string)$/.test(field.kind);
  return [...type.fields].every(([name, field]) => given.has(name) || isLater(field)) ? type : undefined;
}

/** A property of an object that is made, or an object whose fields go into it. */
export type Part = ts.ObjectLiteralElementLike | ts.Expression;

/** What a field is given: the value, and, where only the run knows whether the object has the field at all, the answer. */
type Given = { readonly value: ValueId; readonly isThere: ValueId | undefined };

/** A new object, as far as it is known which fields it may have. */
export function objectOf(
  cx: Lowering,
  node: ts.Expression,
  type: ObjectType,
  parts: readonly Part[],
): ValueId | undefined {
  const { ts } = cx;
  if (!parts.every((part) => isPlainProperty(cx, part)) || !isSettled(cx, type, parts)) return undefined;
  const fields = new Map<string, Given>();
  const give = (name: string, value: ValueId): void => void fields.set(name, { value, isThere: undefined });
  let isSure = true;
  for (const property of parts) {
    const spread = spreadOf(cx, property);
    if (spread !== undefined) {
      const source = lowerExpression(cx, spread);
      isSure &&= cx.fieldOrder.get(source)?.isSure === true;
      spreadFields(cx, spread, source, fields);
    } else if (ts.isShorthandPropertyAssignment(property)) give(property.name.text, lowerExpression(cx, property.name));
    else if (ts.isPropertyAssignment(property))
      give(nameOf(cx, property.name)!, lowerExpression(cx, property.initializer));
  }
  const fitted = (name: string, value: ValueId): ValueId => {
    const field = type.fields.get(name);
    return field === undefined ? value : guarded(cx, node, value, field);
  };
  const made = [...fields].flatMap(([name, { value, isThere }]) =>
    isThere === undefined ? [{ name, value: fitted(name, value) }] : [],
  );
  const object = alloc(cx, node, type, { form: 'object', fields: made });
  for (const [field, { value, isThere }] of fields) {
    if (isThere === undefined) continue;
    const set = (): void => add(cx, node, { kind: 'set', object, field, value: fitted(field, value) });
    branch(cx, node, isThere, set, () => undefined);
  }
  cx.fieldOrder.set(object, { names: [...fields.keys()], isSure: isSure && made.length === fields.size });
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

/**
 * Whether the object that is made can be of its type, whatever the run finds: only fields that it may lack may be missing. And an
 * object with more fields than its type says must not overwrite what stands before it.
 */
function isSettled(cx: Lowering, made: ObjectType, parts: readonly Part[]): boolean {
  const { ts } = cx;
  const sure = new Set<string>();
  const earlier = new Set<string>();
  const isAlone = parts.every((part) => {
    const spread = spreadOf(cx, part);
    if (spread === undefined) {
      const named = ts.isExpression(part) ? undefined : part.name;
      const name = named && nameOf(cx, named);
      if (name !== undefined) for (const names of [sure, earlier]) names.add(name);
      return true;
    }
    if (!leavesAlone(cx, spread, earlier)) return false;
    const type = cx.types.at(spread);
    const { fields } = present(type) as ObjectType;
    for (const name of fields.keys()) earlier.add(name);
    if (type.kind !== 'maybe') for (const [name, field] of fields) if (field.kind !== 'maybe') sure.add(name);
    return true;
  });
  const mayLack = (name: string): boolean => made.fields.get(name)?.kind === 'maybe' && !made.fixed?.has(name);
  return isAlone && [...earlier].every((name) => sure.has(name) || mayLack(name));
}

/** Whether an object certainly has none of the fields of which its type says nothing. */
export function leavesAlone(cx: Lowering, source: ts.Expression, fields: ReadonlySet<string>): boolean {
  const { ts } = cx;
  const at = skipOuter(ts, source);
  if (ts.isObjectLiteralExpression(at)) return !at.properties.some((each) => ts.isSpreadAssignment(each));
  if (ts.isConditionalExpression(at)) return [at.whenTrue, at.whenFalse].every((each) => leavesAlone(cx, each, fields));
  const symbol = ts.isIdentifier(at) ? symbolOf(cx, at) : undefined;
  const variable = symbol && lookUp(cx.scope, symbol);
  const value = variable && cx.env.get(variable);
  if (value !== undefined && cx.fieldOrder.get(value)?.isSure === true) return true;
  if (isFixed(cx, at)) return true;
  const type = present(cx.types.at(source));
  const taken = symbol === undefined ? new Set<string>() : takenBefore(cx, symbol);
  return [...fields].every((name) => taken.has(name) || (type.kind === 'object' && type.fields.has(name)));
}

/** What a pattern has taken of the object whose rest a variable is. */
function takenBefore(cx: Lowering, symbol: ts.Symbol): ReadonlySet<string> {
  const { ts } = cx;
  const rest = symbol.valueDeclaration;
  if (rest === undefined || !ts.isBindingElement(rest) || rest.dotDotDotToken === undefined) return new Set();
  if (!ts.isObjectBindingPattern(rest.parent)) return new Set();
  return new Set(
    rest.parent.elements.flatMap(({ propertyName, name }) => {
      const of = propertyName ?? name;
      return ts.isIdentifier(of) || ts.isStringLiteral(of) ? [of.text] : [];
    }),
  );
}

const reads = { kind: 'reads', writesArguments: false } as const;

/** Whether a field that may be missing is there. */
export function hasField(cx: Lowering, node: ts.Expression, object: ValueId, field: string): ValueId {
  const there = typeOf(cx, object).kind === 'maybe' ? ['!'] : [];
  const pieces: Piece[] = [`${JSON.stringify(field)} in `, object, ...there];
  return opaquePieces(cx, node, pieces, boolean, reads, refuseText(node, 'a spread'));
}

/** Unlike one that is undefined, a field that is missing does not overwrite what stands before it. */
function spreadFields(cx: Lowering, node: ts.Expression, object: ValueId, fields: Map<string, Given>): void {
  const type = present(typeOf(cx, object)) as ObjectType;
  const mayBeAbsent = isAbsentPerhaps(cx, node, object);
  // A field that was not there at first may have been set since.
  for (const field of new Set([...(cx.fieldOrder.get(object)?.names ?? []), ...type.fields.keys()])) {
    const fieldType = type.fields.get(field);
    if (fieldType === undefined) continue;
    const read = (of: IrType): ValueId => emit(cx, node, of, (result) => ({ kind: 'get', result, object, field }));
    const own = present(fieldType);
    const earlier = fields.get(field);
    const isOptional = fieldType.kind === 'maybe';
    if (!isOptional && (!mayBeAbsent || (earlier === undefined && typeOf(cx, object).kind !== 'maybe'))) {
      fields.set(field, { value: read(own), isThere: undefined });
      continue;
    }
    const isOwn = isPresent(cx, node, object, field, { mayBeAbsent, isOptional });
    // Where the field is missing, and so is an earlier one, nobody reads the value.
    const none = (): ValueId => (own.kind === 'number' ? constant(cx, node, 0) : missing(cx, node, own));
    const value = branchValue(
      cx,
      node,
      isOwn,
      () => read(own),
      () => earlier?.value ?? none(),
    )!;
    const isThere =
      earlier === undefined ? isOwn : earlier.isThere && apply(cx, node, 'or', [earlier.isThere, isOwn], boolean);
    fields.set(field, { value, isThere });
  }
}

/** Whether there may be no object at all. Where the checker is not strict, the type does not tell. */
function isAbsentPerhaps(cx: Lowering, node: ts.Expression, object: ValueId): boolean {
  if (typeOf(cx, object).kind === 'maybe') return true;
  return !cx.checked && !cx.fieldOrder.has(object) && !isFixed(cx, node);
}

/** A constant that is declared with an object, and has its fields and no others. */
function isFixed(cx: Lowering, node: ts.Expression): boolean {
  const { ts } = cx;
  const at = skipOuter(ts, node);
  const declaration = ts.isIdentifier(at) ? symbolOf(cx, at)?.valueDeclaration : undefined;
  if (declaration === undefined || !ts.isVariableDeclaration(declaration)) return false;
  if (!(ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) || !ts.isIdentifier(declaration.name)) return false;
  const literal = declaration.initializer && skipOuter(ts, declaration.initializer);
  if (literal === undefined || !ts.isObjectLiteralExpression(literal)) return false;
  return !literal.properties.some((each) => ts.isSpreadAssignment(each));
}

/** Whether an object is there, and has a field. */
function isPresent(
  cx: Lowering,
  node: ts.Expression,
  object: ValueId,
  field: string,
  { mayBeAbsent, isOptional }: { readonly mayBeAbsent: boolean; readonly isOptional: boolean },
): ValueId {
  if (!mayBeAbsent) return hasField(cx, node, object, field);
  const absent = apply(cx, node, 'looseEq', [object, constant(cx, node, null)], boolean);
  if (!isOptional) return apply(cx, node, 'not', [absent], boolean);
  const no = (): ValueId => constant(cx, node, false);
  return branchValue(cx, node, absent, no, () => hasField(cx, node, object, field), boolean)!;
}
