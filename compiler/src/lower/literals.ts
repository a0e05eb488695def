/** Lowers what makes arrays and objects: literals and `new`. */

import type ts from 'typescript';
import { symbolOf } from './assigned.js';
import { construct } from './construct.js';
import type { AllocInit, ArrayType, IrType, ValueId } from '../ir/types.js';
import { add, constant, emit, type Lowering, number, refusal, type SpreadPart, typeOf } from './context.js';
import { effectsOf } from './effects.js';
import { lowerExpression } from './expressions.js';
import { newMap } from './keyed.js';
import { argumentPieces } from './opaque-calls.js';
import { listContents, listingOf } from './keyed-iteration.js';
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
import { arrayMadeBy } from './made-arrays.js';
import { isGlobal, skipOuter } from './resolve.js';
import { checkHome } from './text.js';
import { arrayOf, maybe, present } from './types.js';
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
  return isEvolving(own) ? (evolvedType(cx, outer) ?? surroundingType(cx, outer) ?? ofAnything) : own;
}

/** What the checker takes for a list of nothing receives something later. */
const ofAnything = arrayOf({ kind: 'opaque', text: 'any', carries: true, ofAnything: true });

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

/** The type of a choice between object literals: where fields that these leave out are expected, it has them. */
export function choiceType(cx: Lowering, node: ts.ConditionalExpression): IrType {
  const { ts } = cx;
  const own = cx.types.at(node);
  const isLiteral = (arm: ts.Expression): boolean => {
    const at = skipOuter(ts, arm);
    if (ts.isConditionalExpression(at)) return isLiteral(at.whenTrue) && isLiteral(at.whenFalse);
    const { kind } = cx.types.at(at);
    return ts.isObjectLiteralExpression(at) || kind === 'opaque' || kind === 'void';
  };
  if (present(own).kind !== 'object' || !isLiteral(node)) return own;
  const inner = present(cx.types.exactly(cx.checker.getNonNullableType(cx.types.typeAt(node))));
  const as = (type: IrType): IrType => (own.kind === 'maybe' ? maybe(type) : type);
  const expected = contextualType(cx, cx.wrappers.get(node) ?? node);
  if (inner.kind !== 'object' || expected?.kind !== 'object') return as(inner);
  const hasMore = expected.fields.size > inner.fields.size;
  return as(hasMore && [...inner.fields.keys()].every((name) => expected.fields.has(name)) ? expected : inner);
}

export function contextualType(cx: Lowering, node: ts.Expression): IrType | undefined {
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
  const { ts } = cx;
  const symbol = symbolOf(cx, name);
  let found: IrType | undefined;
  walkTree(name.getSourceFile() === cx.home ? cx.root : name.getSourceFile(), (at) => {
    if (found !== undefined) return false;
    if (ts.isIdentifier(at) && at !== name && at.text === name.text && symbolOf(cx, at) === symbol) {
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
  if (type.kind !== 'array' && type.kind !== 'object') return opaqueLiteral(cx, node);
  if (node.elements.some((element) => ts.isOmittedExpression(element))) return literalWithHoles(cx, node, type);
  if (type.kind === 'object' && (!type.tuple || node.elements.some((element) => ts.isSpreadElement(element))))
    return opaqueLiteral(cx, node);
  const parts = spreadParts(cx, node.elements);
  return parts === undefined ? opaqueLiteral(cx, node) : allocParts(cx, node, type, parts);
}

/** `[x, , y]` */
function literalWithHoles(
  cx: Lowering,
  node: ts.ArrayLiteralExpression,
  type: ArrayType | Extract<IrType, { kind: 'object' }>,
): ValueId {
  const isSpread = (element: ts.Expression): boolean => cx.ts.isSpreadElement(element);
  if (type.kind !== 'array' || type.storage !== 'Array' || node.elements.some(isSpread)) return opaqueLiteral(cx, node);
  const length = constant(cx, node, node.elements.length);
  const array = alloc(cx, node, { ...type, fixedLength: undefined }, { form: 'sized', length });
  node.elements.forEach((element, position) => {
    if (cx.ts.isOmittedExpression(element)) return;
    const value = guarded(cx, element, lowerExpression(cx, element), type.element);
    add(cx, element, { kind: 'store', array, index: constant(cx, element, position), value });
  });
  return array;
}

/** Elements in order; `undefined` when one spreads what is no array. */
export function spreadParts(cx: Lowering, elements: readonly ts.Expression[]): SpreadPart[] | undefined {
  const { ts } = cx;
  const spreadable = (element: ts.Expression): boolean =>
    !ts.isSpreadElement(element) ||
    present(cx.types.at(element.expression)).kind === 'array' ||
    listingOf(cx, element.expression) !== undefined;
  if (!elements.every(spreadable)) return undefined;
  return elements.map((element, index) => {
    if (!ts.isSpreadElement(element)) return { spread: false, value: lowerExpression(cx, element) };
    const listed = listContents(cx, element.expression);
    if (listed !== undefined) return { spread: true, value: listed };
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
  if (parts.length === 1 && only?.spread === true)
    return alloc(cx, node, type, { form: 'copy', of: only.value, fillsHoles: true });
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

export function opaqueLiteral(cx: Lowering, node: ts.ArrayLiteralExpression | ts.ObjectLiteralExpression): ValueId {
  return opaqueExpression(cx, node, refusal(2002, node, { type: cx.types.textOf(cx.types.typeAt(node)) }));
}

/* ---------------------------------------------------------------------- new */

const ranTwice =
  'its objects hold functions that only `new` can give them, so that the constructor runs twice, and it does more than fill the object.';
const noPlainClass =
  'it is no class at the top level of a module of this program, or it has type parameters, decorators or private `#` names, or a constructor that returns.';

export function lowerNew(cx: Lowering, node: ts.NewExpression): ValueId {
  const callee = skipOuter(cx.ts, node.expression);
  const args = node.arguments ?? [];
  const storage = arrayMadeBy(cx, callee);
  if (storage !== undefined) return storage === 'Array' ? newArray(cx, node, args) : newTyped(cx, node, storage, args);
  const map = newMap(cx, node);
  if (map !== undefined) return map;
  const run = construct(cx, node);
  if (run?.value !== undefined) return run.value;
  const name = callee.getText();
  const types = node.typeArguments?.map((type) => type.getText()).join(', ');
  // What the constructor says of the object as a whole, it says of this very expression.
  const isWhole = run?.problem?.startsWith(`\`new ${snippet(callee)}\``) === true;
  const why = run?.problem === undefined ? noPlainClass : isWhole ? ranTwice : `within its constructor: ${run.problem}`;
  const refused = refusal(1023, node, { name, why });
  if (!isGlobal(cx.project, callee, name)) checkHome(cx, node, name);
  const isGlobalClass = isGlobal(cx.project, callee, name);
  const onNumbers = isGlobalClass && args.length > 0 && args.every((argument) => isNumber(cx, argument));
  if (fitsText(cx, node) && !onNumbers) return opaqueExpression(cx, node, refused);
  const made = piecesOf(cx, callee);
  const pieces: Piece[] = cx.ts.isIdentifier(callee) ? ['new ', ...made] : ['new (', ...made, ')'];
  pieces.push(types === undefined ? '(' : `<${types}>(`);
  pieces.push(...argumentPieces(cx, args), ')');
  return opaquePieces(cx, node, pieces, cx.types.at(node), effectsOf(cx, node), refused);
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
