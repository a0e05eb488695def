/** Lowers expressions: each to one value, its parts evaluated strictly in JavaScript's order. */

import type ts from 'typescript';
import type { IrType, ValueId } from '../ir/types.js';
import { symbolOf } from './assigned.js';
import { lowerCall, readAccessor } from './calls.js';
import {
  apply,
  boolean,
  constant,
  emit,
  type Lowering,
  lookUp,
  missing,
  number,
  refusal,
  selfOf,
  string,
  typeOf,
  valueOf,
} from './context.js';
import { branchValue } from './control.js';
import { lowerDelete } from './keyed.js';
import { argumentsAround, knownTest, presenceOf } from './known-tests.js';
import { presumedTest } from './presumed-tests.js';
import { choiceType, lowerArrayLiteral, lowerNew } from './literals.js';
import { lowerObjectLiteral } from './object-literals.js';
import { effectsOf } from './effects.js';
import { noteOutside } from './module-state.js';
import {
  areApart,
  disguised,
  fitsText,
  opaqueExpression,
  opaquePieces,
  type Piece,
  refuseText,
  snippet,
} from './opaque.js';
import { lowerBinary, lowerLogical, lowerPostfix, lowerPrefix } from './operators.js';
import { globalConstantOf, optionalRoot } from './properties.js';
import { readPlace, placeOf } from './places.js';
import { checkHome } from './text.js';
import { knownNumber } from './known-numbers.js';
import { isGlobal, resolveCallable, resolveFunction, skipOuter } from './resolve.js';
import { invoke } from './inline.js';
import { classTakenApart, makeTakenApart } from './taken-objects.js';
import { selectedPart } from './selected.js';
import { functionNamed } from './stored-functions.js';
import { maybe } from './types.js';

/** @param used whether anybody looks at the value. */
export function lowerExpression(cx: Lowering, node: ts.Expression, used = true): ValueId {
  const { ts } = cx;
  const known = cx.known.get(node);
  if (known !== undefined) return known;

  if (ts.isParenthesizedExpression(node)) return lowerExpression(cx, wrap(cx, node, node.expression), used);
  if (
    ts.isNonNullExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isTypeAssertionExpression(node) ||
    ts.isSatisfiesExpression(node)
  )
    return lowerCast(cx, node, used);
  if (ts.isNumericLiteral(node)) return constant(cx, node, Number(node.text), node.getText());
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node))
    return constant(cx, node, node.text, node.getText());
  switch (node.kind) {
    case ts.SyntaxKind.TrueKeyword:
      return constant(cx, node, true);
    case ts.SyntaxKind.FalseKeyword:
      return constant(cx, node, false);
    case ts.SyntaxKind.NullKeyword:
      return constant(cx, node, null);
    default:
  }
  if (ts.isIdentifier(node)) return lowerName(cx, node);
  if (node.kind === ts.SyntaxKind.ThisKeyword) return lowerThis(cx, node);
  if (ts.isBinaryExpression(node)) return lowerBinary(cx, node, used);
  if (ts.isPrefixUnaryExpression(node)) return lowerPrefix(cx, node);
  if (ts.isPostfixUnaryExpression(node)) return lowerPostfix(cx, node, used);
  if (ts.isConditionalExpression(node)) return lowerConditional(cx, node);
  if (ts.isOptionalChain(node)) {
    const root = optionalRoot(cx, node);
    if (root !== undefined) return lowerOptional(cx, node, root);
  }
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) return lowerAccess(cx, node);
  if (ts.isCallExpression(node)) return lowerCall(cx, node, used);
  if (ts.isArrayLiteralExpression(node)) return lowerArrayLiteral(cx, node);
  if (ts.isObjectLiteralExpression(node)) return lowerObjectLiteral(cx, node);
  if (ts.isNewExpression(node)) return lowerNew(cx, node);
  if (ts.isVoidExpression(node)) {
    lowerExpression(cx, node.expression, false);
    return constant(cx, node, undefined);
  }
  const deleted = ts.isDeleteExpression(node) ? lowerDelete(cx, node) : undefined;
  if (deleted !== undefined) return deleted;
  if (ts.isTypeOfExpression(node))
    return opaquePieces(
      cx,
      node,
      ['typeof ', lowerExpression(cx, node.expression)],
      string,
      effectFree,
      refuseText(node, 'the name of a type'),
    );
  if (ts.isTemplateExpression(node)) return lowerTemplate(cx, node);
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node))
    return opaqueExpression(cx, node, refusal(1019, node, { text: snippet(node) }));
  return opaqueExpression(cx, node, refuseText(node, 'this construct'));
}

const effectFree = { kind: 'pure', writesArguments: false } as const;

/** Remembers that the text of `inner`, should it be needed, comes with what stands around it. */
function wrap(cx: Lowering, outer: ts.Expression, inner: ts.Expression): ts.Expression {
  cx.wrappers.set(inner, cx.wrappers.get(outer) ?? outer);
  return inner;
}

function lowerCast(
  cx: Lowering,
  node: ts.NonNullExpression | ts.AsExpression | ts.TypeAssertion | ts.SatisfiesExpression,
  used: boolean,
): ValueId {
  const value = lowerExpression(cx, wrap(cx, node, node.expression), used);
  const type = typeOf(cx, value);
  const wanted = cx.types.at(cx.wrappers.get(node) ?? node);
  const { ts } = cx;
  if (!ts.isAsExpression(node) && !ts.isTypeAssertionExpression(node)) return value;
  if (areApart(type, wanted)) return disguised(cx, node, value, wanted);
  // What nothing is known about becomes what the program says it is, by the outermost of several casts.
  if (type.kind !== 'opaque' || wanted.kind === 'opaque' || isAbsent(type) || isCastAgain(cx, node)) return value;
  checkHome(cx, node, node.type.getText());
  const inner = skipOuter(ts, node.expression) === node.expression ? '' : ' as unknown';
  const refused = refusal(2001, node, { text: snippet(node.expression), type: type.text });
  return opaquePieces(cx, node, [value, `${inner} as ${node.type.getText()}`], wanted, effectFree, refused);
}

function isCastAgain({ ts }: Lowering, node: ts.Expression): boolean {
  let at: ts.Node = node.parent;
  while (ts.isParenthesizedExpression(at)) at = at.parent;
  return ts.isAsExpression(at) || ts.isTypeAssertionExpression(at);
}

function isAbsent(type: IrType): boolean {
  return type.kind === 'opaque' && (type.text === 'undefined' || type.text === 'null');
}

function lowerThis(cx: Lowering, node: ts.Expression): ValueId {
  const self = selfOf(cx.scope);
  if (self?.kind === 'object') return valueOf(cx, self.variable, node);
  return opaqueExpression(cx, node, refusal(1006, node, { text: 'this' }));
}

function lowerName(cx: Lowering, node: ts.Identifier): ValueId {
  const symbol = symbolOf(cx, node);
  const variable = symbol && lookUp(cx.scope, symbol);
  if (variable?.state?.state.isVariable === true) return readPlace(cx, placeOf(cx, node), node);
  if (variable !== undefined && variable.fn === undefined) return valueOf(cx, variable, node);
  if (variable === undefined) {
    if (isGlobal(cx.project, node, 'undefined')) return constant(cx, node, undefined);
    const known = knownNumber(cx.project, node);
    if (known !== undefined) return constant(cx, node, known.value, known.text);
  }
  const fn = resolveFunction(cx, node);
  const named = variable === undefined && fn?.kind === 'module' ? functionNamed(cx, node) : undefined;
  if (named !== undefined) return named;
  if (variable !== undefined || fn !== undefined)
    return opaqueExpression(cx, node, refusal(1019, node, { text: node.text }));
  noteOutside(cx, node);
  return opaqueExpression(cx, node, refusal(1017, node, { name: node.text }));
}

/* ------------------------------------------------------ elements and fields */

function lowerAccess(cx: Lowering, node: ts.PropertyAccessExpression | ts.ElementAccessExpression): ValueId {
  const fixed = globalConstantOf(cx, node);
  if (fixed !== undefined) return fixed;
  const given = ofArguments(cx, node);
  if (given !== undefined) return given;
  const member = cx.ts.isPropertyAccessExpression(node) ? recordMember(cx, node) : undefined;
  if (member !== undefined) return member;
  const part = cx.ts.isPropertyAccessExpression(node) ? selectedPart(cx, node) : undefined;
  if (part !== undefined) return part;
  const got = cx.ts.isPropertyAccessExpression(node) ? readAccessor(cx, node) : undefined;
  if (got !== undefined) return got;
  return readPlace(cx, placeOf(cx, node), node);
}

/** `arguments.length` and `arguments[0]` in a function whose call is known. */
function ofArguments(
  cx: Lowering,
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
): ValueId | undefined {
  const { ts } = cx;
  const { expression } = node;
  if (!ts.isIdentifier(expression) || expression.text !== 'arguments') return undefined;
  const values = argumentsAround(cx, node);
  if (values === undefined) return undefined;
  if (ts.isPropertyAccessExpression(node))
    return node.name.text === 'length' ? constant(cx, node, values.length) : undefined;
  const index = skipOuter(ts, node.argumentExpression);
  return ts.isNumericLiteral(index) ? values[Number(index.text)] : undefined;
}

/** A part, other than a function, of an object that is only taken apart. */
function recordMember(cx: Lowering, node: ts.PropertyAccessExpression): ValueId | undefined {
  const { ts } = cx;
  const own = classTakenApart(cx, node.expression);
  const record = own === undefined ? resolveCallable(cx, node.expression) : makeTakenApart(cx, node.expression, own);
  if (record?.kind !== 'record') {
    const self = node.expression.kind === ts.SyntaxKind.ThisKeyword ? selfOf(cx.scope) : undefined;
    const code = self?.kind === 'building' ? self.getterOf?.(node.name.text) : undefined;
    return code?.kind === 'closure' ? invoke(cx, node, code, [], true) : undefined;
  }
  const getter = record.getters?.get(node.name.text);
  if (getter?.kind === 'closure') return invoke(cx, node, getter, [], true);
  const found = record.members.get(node.name.text);
  if (found === undefined) return missing(cx, node, cx.types.at(node));
  return 'kind' in found ? undefined : valueOf(cx, found, node);
}

/** `a?.b.c`: the rest of the chain is evaluated only where `a` is there. */
function lowerOptional(cx: Lowering, node: ts.OptionalChain, root: ts.Expression): ValueId {
  const presence = presenceOf(cx, root);
  if (presence === 'undefined' || presence === 'null') return missing(cx, node, cx.types.at(node));
  const base = lowerExpression(cx, root);
  const absent = apply(cx, node, 'looseEq', [base, constant(cx, node, null)], boolean);
  const type = cx.types.at(node);
  const value = branchValue(
    cx,
    node,
    absent,
    () => missing(cx, node, type),
    () => {
      cx.known.set(root, base);
      cx.unconditional.add(root);
      const rest = lowerExpression(cx, node as ts.Expression);
      cx.unconditional.delete(root);
      cx.known.delete(root);
      return rest;
    },
    maybe(type),
  );
  return value ?? missing(cx, node, type);
}

/* --------------------------------------------------------------- conditions */

function lowerConditional(cx: Lowering, node: ts.ConditionalExpression): ValueId {
  const known = presumedTest(cx, node.condition) ?? knownTest(cx, node.condition);
  if (known !== undefined) return lowerExpression(cx, known ? node.whenTrue : node.whenFalse);
  const type = choiceType(cx, node);
  const value = branchValue(
    cx,
    node,
    lowerCondition(cx, node.condition),
    () => lowerExpression(cx, node.whenTrue),
    () => lowerExpression(cx, node.whenFalse),
    type,
  );
  return value ?? missing(cx, node, type);
}

/** An expression as a test: gives a boolean. */
export function lowerCondition(cx: Lowering, node: ts.Expression): ValueId {
  const { ts } = cx;
  const at = skipOuter(ts, node);
  if (cx.known.has(node) || cx.known.has(at)) return toBoolean(cx, node, lowerExpression(cx, node));
  if (ts.isPrefixUnaryExpression(at) && at.operator === ts.SyntaxKind.ExclamationToken)
    return apply(cx, at, 'not', [lowerCondition(cx, at.operand)], boolean);
  if (ts.isBinaryExpression(at)) {
    const operator = at.operatorToken.kind;
    if (operator === ts.SyntaxKind.AmpersandAmpersandToken || operator === ts.SyntaxKind.BarBarToken)
      return lowerLogical(cx, at, operator === ts.SyntaxKind.BarBarToken);
  }
  return toBoolean(cx, node, lowerExpression(cx, node));
}

export function toBoolean(cx: Lowering, node: ts.Node, value: ValueId): ValueId {
  if (typeOf(cx, value).kind === 'boolean') return value;
  return apply(cx, node, 'not', [apply(cx, node, 'not', [value], boolean)], boolean);
}

/* --------------------------------------------------------------------- text */

function lowerTemplate(cx: Lowering, node: ts.TemplateExpression): ValueId {
  const refused = refusal(1018, node, { text: snippet(node) });
  if (fitsText(cx, node)) return opaqueExpression(cx, node, refused);
  const pieces: Piece[] = [rawText(node.head)];
  for (const span of node.templateSpans) pieces.push(lowerExpression(cx, span.expression), rawText(span.literal));
  return opaquePieces(cx, node, pieces, string, effectsOf(cx, node), refused);
}

/** The pieces of a template with their marks: `` `a${ ``, `}b${`, `` }c` ``. */
function rawText(piece: ts.TemplateHead | ts.TemplateMiddle | ts.TemplateTail): string {
  return piece.getText();
}

/** A literal in the source text, possibly with a sign. */
export function isLiteral(cx: Lowering, node: ts.Expression): boolean {
  const { ts } = cx;
  const at = skipOuter(ts, node);
  return ts.isNumericLiteral(at) || (ts.isPrefixUnaryExpression(at) && isLiteral(cx, at.operand));
}

/** The positions of literals among the arguments of a primitive. */
export function literalsAmong(cx: Lowering, nodes: readonly ts.Expression[]): number[] {
  return nodes.flatMap((node, index) => (isLiteral(cx, node) ? [index] : []));
}

export function emitLength(cx: Lowering, node: ts.Node, array: ValueId): ValueId {
  return emit(cx, node, number, (result) => ({ kind: 'length', result, array }));
}
