/** Calls that are kept as source text. */

import type ts from 'typescript';
import type { Refusal, ValueId } from '../ir/types.js';
import { symbolOf } from './assigned.js';
import { apply, constant, type Lowering, lookUp, number, typeOf } from './context.js';
import { effectsOf } from './effects.js';
import { lowerExpression } from './expressions.js';
import {
  keyPieces,
  fitsText,
  opaqueEffect,
  opaqueExpression,
  opaquePieces,
  opaqueStatement,
  type Piece,
  piecesOf,
} from './opaque.js';
import { resolveFunction, skipOuter } from './resolve.js';

export function opaqueCall(cx: Lowering, node: ts.CallExpression, used: boolean, refusal: Refusal): ValueId {
  const fits = fitsText(cx, node);
  const hasFunction = node.arguments.some((argument) => isFunctionLiteral(cx, argument));
  if (!used && node.getSourceFile() === cx.home && (fits || hasFunction) && !cx.known.has(rootOf(cx, node))) {
    opaqueEffect(cx, node, refusal);
    return constant(cx, node, undefined);
  }
  // What a function receives says more than the variables in its arguments: `g(xs.length)` depends on no element of `xs`.
  const isNamed = isOutsideName(cx, skipOuter(cx.ts, node.expression));
  const plain = node.arguments.every(
    (argument) => !cx.ts.isSpreadElement(argument) && !isFunctionLiteral(cx, argument),
  );
  const onNumbers = isNamed && plain && node.arguments.some((argument) => isNumber(cx, argument));
  if (fits && !onNumbers) return opaqueExpression(cx, node, refusal);
  const pieces = callPieces(cx, node);
  const effects = effectsOf(cx, node);
  if (!used) {
    opaqueStatement(cx, node, [...pieces, ';'], effects, refusal);
    return constant(cx, node, undefined);
  }
  const wrapper = cx.wrappers.get(node);
  if (wrapper !== undefined && cx.ts.isNonNullExpression(wrapper)) pieces.push('!');
  return opaquePieces(cx, node, pieces, cx.types.at(wrapper ?? node), effects, refusal);
}

/** The result of a function that is a constant as far as derivatives go. */
export function constantCall(cx: Lowering, node: ts.CallExpression, used: boolean, refusal: Refusal): ValueId {
  const value = opaqueCall(cx, node, used, refusal);
  return used && typeOf(cx, value).kind === 'number' ? apply(cx, node, 'stopGradient', [value], number) : value;
}

function rootOf(cx: Lowering, node: ts.Expression): ts.Expression {
  const { ts } = cx;
  let at = node;
  while (ts.isCallExpression(at) || ts.isPropertyAccessExpression(at) || ts.isElementAccessExpression(at)) {
    if (cx.known.has(at)) return at;
    at = at.expression;
  }
  return at;
}

function isNumber(cx: Lowering, node: ts.Expression): boolean {
  return !cx.ts.isSpreadElement(node) && cx.types.at(node).kind === 'number';
}

function isFunctionLiteral(cx: Lowering, node: ts.Expression): boolean {
  const at = skipOuter(cx.ts, node);
  return cx.ts.isArrowFunction(at) || cx.ts.isFunctionExpression(at);
}

/** The call's text with a value for its receiver and each argument. */
function callPieces(cx: Lowering, node: ts.CallExpression): Piece[] {
  const pieces: Piece[] = calleePieces(cx, node.expression);
  const types = node.typeArguments?.map((type) => type.getText());
  pieces.push(types === undefined ? '(' : `<${types.join(', ')}>(`);
  return [...pieces, ...argumentPieces(cx, node.arguments), ')'];
}

/** The text of arguments, with a value for each; functions stay where they stand, and so do literals whose types come from there. */
export function argumentPieces(cx: Lowering, args: readonly ts.Expression[]): Piece[] {
  return args.flatMap((argument, index) => [...(index > 0 ? [', '] : []), ...argumentPiece(cx, argument)]);
}

function argumentPiece(cx: Lowering, argument: ts.Expression): Piece[] {
  const { ts } = cx;
  if (ts.isSpreadElement(argument)) return ['...', lowerExpression(cx, argument.expression)];
  if (isFunctionLiteral(cx, argument)) return piecesOf(cx, argument);
  if (resolveFunction(cx, argument) !== undefined) return piecesOf(cx, argument);
  return literalPieces(cx, argument) ?? [lowerExpression(cx, argument)];
}

/** A literal piece by piece: as a variable it would be a list of one thing or another, its texts any text and its functions without types. */
function literalPieces(cx: Lowering, node: ts.Expression): Piece[] | undefined {
  const { ts } = cx;
  if (cx.known.has(node)) return undefined;
  if (ts.isArrayLiteralExpression(node)) {
    if (node.elements.some(ts.isOmittedExpression) || !node.elements.some((each) => dependsOnPlace(cx, each)))
      return undefined;
    return ['[', ...argumentPieces(cx, node.elements), ']'];
  }
  if (!ts.isObjectLiteralExpression(node)) return undefined;
  const fields: { name: string; value: ts.Expression }[] = [];
  for (const property of node.properties) {
    if (!ts.isPropertyAssignment(property) || ts.isComputedPropertyName(property.name)) return undefined;
    fields.push({ name: property.name.getText(), value: property.initializer });
  }
  if (!fields.some(({ value }) => dependsOnPlace(cx, value))) return undefined;
  const parts = fields.flatMap(({ name, value }, index): Piece[] => [
    `${index > 0 ? ', ' : ' '}${name}: `,
    ...argumentPiece(cx, value),
  ]);
  return ['{', ...parts, ' }'];
}

/** Whether an element of a literal, by itself, may have another type than where it stands. */
function dependsOnPlace(cx: Lowering, node: ts.Expression): boolean {
  const { ts } = cx;
  if (ts.isSpreadElement(node)) return false;
  const { kind } = cx.types.at(node);
  return ts.isArrayLiteralExpression(node) || ts.isObjectLiteralExpression(node) || /^(?:string|opaque)$/.test(kind);
}

function calleePieces(cx: Lowering, expression: ts.Expression): Piece[] {
  const { ts } = cx;
  const callee = skipOuter(ts, expression);
  if (ts.isPropertyAccessExpression(callee)) return [...receiverPieces(cx, callee.expression), `.${callee.name.text}`];
  if (ts.isElementAccessExpression(callee))
    return [
      ...receiverPieces(cx, callee.expression),
      ...keyPieces(cx, callee.argumentExpression, lowerExpression(cx, callee.argumentExpression)),
    ];
  return receiverPieces(cx, callee);
}

function receiverPieces(cx: Lowering, node: ts.Expression): Piece[] {
  const { ts } = cx;
  const at = skipOuter(ts, node);
  if (cx.known.has(node) || cx.known.has(at)) return [lowerExpression(cx, node)];
  if (isOutsideName(cx, at)) return piecesOf(cx, at);
  if (ts.isFunctionLike(at)) return ['(', ...piecesOf(cx, at), ')'];
  return [lowerExpression(cx, node)];
}

/** A name, or a path of names, that starts outside the function. */
function isOutsideName(cx: Lowering, node: ts.Expression): boolean {
  const { ts } = cx;
  if (ts.isPropertyAccessExpression(node)) return isOutsideName(cx, node.expression);
  if (!ts.isIdentifier(node)) return false;
  const symbol = symbolOf(cx, node);
  const variable = symbol && lookUp(cx.scope, symbol);
  return variable === undefined || variable.fn !== undefined;
}
