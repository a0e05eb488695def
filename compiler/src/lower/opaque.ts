/** Code that is not understood: kept as source text, with a refusal for the case that a derivative must flow through it. */

import type ts from 'typescript';
import type { IrType, Refusal, TemplatePart, ValueId } from '../ir/types.js';
import { hasTangent, isKeyed, present } from '../ir/type-facts.js';
import { typeText } from '../ir/type-text.js';
import { add, emit, type Lowering, refusal as refuseAt, report, setVariable, typeOf } from './context.js';
import { type Effects, effectsOf } from './effects.js';
import { checkOutcome } from './exceptions.js';
import { mayMakeHoles } from './holes.js';
import { isGlobal, skipOuter, symbolAt } from './resolve.js';
import { isSelfContained, type Text, textOf } from './text.js';

/** The value of an expression that is kept as text. */
export function opaqueExpression(cx: Lowering, node: ts.Expression, refusal: Refusal): ValueId {
  const outer = cx.wrappers.get(node) ?? node;
  const text = textOf(cx, outer);
  for (const variable of text.assigned) report(cx, 1008, node, { name: variable.name });
  return opaqueValue(cx, node, text, cx.types.at(outer), effectsOf(cx, node), refusal);
}

/** An expression whose value nobody uses; its text may assign variables. */
export function opaqueEffect(cx: Lowering, node: ts.Node, refusal: Refusal): void {
  const text = textOf(cx, node);
  const { writesArguments } = effectsOf(cx, node);
  const template = endsInSemicolon(text.template);
  const variables = text.assigned.map((variable) => ({
    initial: cx.env.get(variable),
    result: cx.fn.value(variable.type, variable.name),
  }));
  const effects: Effects = { kind: 'effects', writesArguments };
  addOpaque(cx, node, { form: 'statement', template, args: text.args, results: [], variables }, effects, refusal);
  text.assigned.forEach((variable, index) => {
    const made = variables[index];
    if (made !== undefined) setVariable(cx, variable, made.result);
  });
}

function endsInSemicolon(template: readonly TemplatePart[]): readonly TemplatePart[] {
  const last = template.at(-1);
  if (typeof last === 'string' && /[;}]\s*$/.test(last)) return template;
  return typeof last === 'string' ? [...template.slice(0, -1), `${last};`] : [...template, ';'];
}

export type Piece = string | ValueId;

/** A computed key between brackets, under the type that the program gives it: as a text it would fit no object. */
export function keyPieces(cx: Lowering, node: ts.Expression, key: ValueId): readonly Piece[] {
  const type = cx.checker.getNonNullableType(cx.types.typeAt(node));
  const names = type.isUnion() ? type.types : [type];
  if (!names.every((each) => each.isStringLiteral())) return ['[', key, ']'];
  return ['[', key, ` as ${names.map(({ value }) => JSON.stringify(value)).join(' | ')}]`];
}

/** An expression put together from text and values that are already computed. */
export function opaquePieces(
  cx: Lowering,
  node: ts.Node,
  pieces: readonly Piece[],
  type: IrType,
  effects: Effects,
  refusal: Refusal,
): ValueId {
  return opaqueValue(cx, node, { ...assemble(pieces), assigned: [] }, type, effects, refusal);
}

/** A statement put together from text and values that are already computed. */
export function opaqueStatement(
  cx: Lowering,
  node: ts.Node,
  pieces: readonly Piece[],
  effects: Effects,
  refusal: Refusal,
): void {
  const text = assemble(pieces);
  addOpaque(cx, node, { form: 'statement', ...text, results: [], variables: [] }, effects, refusal);
}

/** Joins neighbouring texts; every value becomes one argument. */
function assemble(pieces: readonly Piece[]): { template: readonly TemplatePart[]; args: readonly ValueId[] } {
  const template: TemplatePart[] = [];
  const args: ValueId[] = [];
  for (const piece of pieces) {
    const last = template.at(-1);
    if (typeof piece !== 'string') {
      let arg = args.indexOf(piece);
      if (arg < 0) arg = args.push(piece) - 1;
      template.push({ arg });
    } else if (typeof last === 'string') template[template.length - 1] = last + piece;
    else template.push(piece);
  }
  return { template, args };
}

function opaqueValue(
  cx: Lowering,
  node: ts.Node,
  text: Text,
  type: IrType,
  effects: Effects,
  refusal: Refusal,
): ValueId {
  const result = cx.fn.value(type);
  addOpaque(
    cx,
    node,
    { form: 'expression', template: text.template, args: text.args, results: [result], variables: [] },
    effects,
    refusal,
  );
  return result;
}

type OpaqueText = {
  readonly form: 'expression' | 'statement';
  readonly template: readonly TemplatePart[];
  readonly args: readonly ValueId[];
  readonly results: readonly ValueId[];
  readonly variables: readonly { readonly initial: ValueId | undefined; readonly result: ValueId }[];
};

function addOpaque(cx: Lowering, node: ts.Node, text: OpaqueText, effects: Effects, refusal: Refusal): void {
  const { writesArguments } = effects;
  const isFunction = cx.ts.isFunctionExpression(node) || cx.ts.isArrowFunction(node);
  if (cx.handler === undefined || isFunction || !mayThrow(text))
    add(cx, node, {
      kind: 'opaque',
      ...text,
      effects: effects.kind,
      writesArguments,
      ...(effects.contained && { contained: true }),
      ...(isFrozenList(cx, node) && { unchanging: true }),
      ...(mayMakeHoles(cx, node) && { holes: 'made' }),
      refusal,
    });
  else addCaught(cx, node, text, effects, refusal);
}

/** Whether a node names a constant of a module with `Object.freeze([1, 0, 0, 1])` as its value. */
function isFrozenList(cx: Lowering, node: ts.Node): boolean {
  const { ts } = cx;
  if (!ts.isIdentifier(node)) return false;
  const declaration = symbolAt(cx.project, node)?.valueDeclaration;
  if (declaration === undefined || !ts.isVariableDeclaration(declaration)) return false;
  if ((ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) === 0) return false;
  const call = declaration.initializer && skipOuter(ts, declaration.initializer);
  if (call === undefined || !ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) return false;
  const { expression, name } = call.expression;
  const list = call.arguments[0] && skipOuter(ts, call.arguments[0]);
  if (name.text !== 'freeze' || !isGlobal(cx.project, expression, 'Object') || list === undefined) return false;
  return ts.isArrayLiteralExpression(list) && list.elements.every((each) => cx.types.at(each).kind === 'number');
}

/** Names, literals and what is given without a call or an access cannot fail. */
function mayThrow({ template }: OpaqueText): boolean {
  const fails = /[\w)\]!]\s*(?:[([`]|\??\.[\w[(])|^(?:\?\.|[.([`!])|\b(?:new|in|instanceof|throw)\b/;
  return template.some((part) => typeof part === 'string' && fails.test(part));
}

/** Within `try`: the text says how it ended, and the program goes on accordingly. */
function addCaught(cx: Lowering, node: ts.Node, text: OpaqueText, effects: Effects, refusal: Refusal): void {
  for (const { result } of text.variables) report(cx, 1008, node, { name: cx.fn.infoOf(result).name ?? 'a variable' });
  const outcome = cx.fn.value({ kind: 'opaque', text: 'any' }, 'outcome');
  const [before, between] =
    text.form === 'expression' ? ['return { ok: true, value: ', ' };'] : ['', ' return { ok: true };'];
  add(cx, node, {
    kind: 'opaque',
    form: 'expression',
    template: [
      `((): any => { try { ${before}`,
      ...text.template,
      `${between} } catch (error) { return { ok: false, error }; } })()`,
    ],
    args: text.args,
    results: [outcome],
    variables: [],
    // What it throws is a part of its value.
    effects: effects.kind === 'effects' ? 'effects' : 'reads',
    writesArguments: effects.writesArguments,
    refusal,
  });
  checkOutcome(cx, node, outcome);
  for (const result of text.results)
    add(cx, node, {
      kind: 'opaque',
      form: 'expression',
      template: [{ arg: 0 }, '.value'],
      args: [outcome],
      results: [result],
      variables: [],
      effects: 'reads',
      writesArguments: false,
      refusal,
    });
}

/** Whether an expression may be kept as one text; otherwise its parts are evaluated one by one. */
export function fitsText(cx: Lowering, node: ts.Node): boolean {
  if (node.getSourceFile() !== cx.home) return false;
  for (const known of cx.known.keys()) if (known.pos >= node.pos && known.end <= node.end) return false;
  return isSelfContained(cx, node);
}

/** The text of a function literal within a larger expression. */
export function piecesOf(cx: Lowering, node: ts.Node): Piece[] {
  const text = textOf(cx, node);
  for (const variable of text.assigned) report(cx, 1008, node, { name: variable.name });
  return text.template.flatMap((part): Piece[] => {
    if (typeof part === 'string') return [part];
    const value = 'arg' in part ? text.args[part.arg] : undefined;
    return value === undefined ? [] : [value];
  });
}

/**
 * A value on its way to where only its text is known: a variable, element or field of a type without one structure. The operation
 * marks the place where a derivative would be lost.
 */
export function guarded(cx: Lowering, node: ts.Node, value: ValueId, type: IrType): ValueId {
  const own = typeOf(cx, value);
  if (areApart(own, type)) return disguised(cx, node, value, type);
  const effects: Effects = { kind: 'pure', writesArguments: false };
  expectStructure(cx, node, own, type);
  const losesElements = isInstance(own) && present(type).kind === 'object';
  if ((type.kind !== 'opaque' && !losesElements) || !hasTangent(own)) return value;
  return opaquePieces(cx, node, [value], type, effects, refuseAt(2002, node, { type: typeText(type) }));
}

/** The same for a value on its way to a parameter or variable, whose own type it keeps: as an object with fields an array would lose its elements. */
export function guardedArray(cx: Lowering, node: ts.Node, value: ValueId, type: IrType): ValueId {
  expectStructure(cx, node, typeOf(cx, value), type);
  const own = typeOf(cx, value);
  const isLost = isInstance(own) && present(type).kind === 'object';
  return isLost || ((isKeyed(own) || isKeyed(type)) && areApart(own, type)) ? guarded(cx, node, value, type) : value;
}

/** What does more than arrays do would lose, as a plain one, what it does. */
function expectStructure(cx: Lowering, node: ts.Node, own: IrType, type: IrType): void {
  const { kind } = present(type);
  if (own.kind === 'opaque' && own.ofArrays && (kind === 'array' || kind === 'object'))
    report(cx, 2002, node, { type: own.text });
}

function isInstance(type: IrType): boolean {
  const array = present(type);
  return array.kind === 'array' && array.instance !== undefined;
}

/** Whether no value is of both types: a cast, or a type guard that is mistaken, says that one is. */
export function areApart(a: IrType, b: IrType): boolean {
  const kindOf = (type: IrType): string | undefined => (type.kind === 'keyed' ? type.container : plainKindOf(type));
  const plainKindOf = ({ kind }: IrType): string | undefined =>
    kind === 'number' || kind === 'boolean' || kind === 'string'
      ? kind
      : kind === 'array' || kind === 'object'
        ? 'reference'
        : undefined;
  const [own, other] = [present(a), present(b)];
  if (own.kind === 'array' && other.kind === 'array')
    return own.storage !== other.storage && own.kinds === undefined && other.kinds === undefined;
  const [x, y] = [kindOf(own), kindOf(other)];
  return x !== undefined && y !== undefined && x !== y;
}

/** A value on a way that the checker knows is never taken: whatever it is, it may stand under any type there. */
export function neverSeen(cx: Lowering, node: ts.Node, value: ValueId, type: IrType): ValueId {
  if (!areApart(typeOf(cx, value), type)) return value;
  const effects: Effects = { kind: 'pure', writesArguments: false };
  return opaquePieces(cx, node, ['(', value, ' as never)'], type, effects, refuseAt(2002, node, { type: type.kind }));
}

/** A value under a type that it is not of. */
export function disguised(cx: Lowering, node: ts.Node, value: ValueId, type: IrType): ValueId {
  const other = type.kind === 'number' ? typeOf(cx, value) : type;
  return emit(cx, node, type, (result) => ({
    kind: 'opaque',
    form: 'expression',
    results: [result],
    template: ['(', { arg: 0 }, ' as never)'],
    args: [value],
    variables: [],
    effects: 'pure',
    writesArguments: false,
    disguises: true,
    refusal: refuseAt(1033, node, { text: snippet(node), type: other.kind }),
  }));
}

/** The source of a node, shortened to fit into a message. */
export function snippet(node: ts.Node): string {
  const text = node.getText().replace(/\s+/g, ' ');
  return text.length > 40 ? `${text.slice(0, 37)}…` : text;
}

export function refuseText(node: ts.Node, what: string): Refusal {
  return refuseAt(1001, node, { text: snippet(node), what });
}
