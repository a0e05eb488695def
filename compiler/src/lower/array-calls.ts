/** Lowers the functions that make arrays: `Array.from`, `Array.of`, `Float64Array.from`, `Array(n)`. */

import type ts from 'typescript';
import type { ArrayType, ValueId } from '../ir/types.js';
import { apply, boolean, constant, emit, type Lowering, number, typeOf } from './context.js';
import { callbackOf, fillBy, type Callback } from './callbacks.js';
import { emitLength, lowerExpression } from './expressions.js';
import { listContents, listingOf } from './keyed-iteration.js';
import { alloc, allocParts, literalType, newArray, spreadParts } from './literals.js';
import { isGlobal, skipOuter } from './resolve.js';
import { present } from './types.js';

export function lowerArrayCall(cx: Lowering, node: ts.CallExpression): ValueId | undefined {
  const { ts } = cx;
  const callee = skipOuter(ts, node.expression);
  if (isGlobal(cx.project, callee, 'Array')) return newArray(cx, node, node.arguments);
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  const name = callee.name.text;
  for (const storage of ['Array', 'Float64Array', 'Float32Array'] as const) {
    if (!isGlobal(cx.project, callee.expression, storage)) continue;
    const type = resultType(cx, node, storage);
    if (type === undefined) return undefined;
    if (name === 'of') return lowerOf(cx, node, type);
    if (name === 'from') return lowerFrom(cx, node, type);
  }
  return undefined;
}

function resultType(cx: Lowering, node: ts.CallExpression, storage: ArrayType['storage']): ArrayType | undefined {
  if (storage !== 'Array') return { kind: 'array', storage, element: number, fixedLength: undefined };
  const type = literalType(cx, node);
  return type.kind === 'array' && type.storage === 'Array' ? { ...type, fixedLength: undefined } : undefined;
}

function lowerOf(cx: Lowering, node: ts.CallExpression, type: ArrayType): ValueId | undefined {
  if (node.arguments.some((argument) => cx.ts.isSpreadElement(argument) && type.storage !== 'Array')) return undefined;
  const parts = spreadParts(cx, node.arguments);
  return parts && allocParts(cx, node, type, parts);
}

function lowerFrom(cx: Lowering, node: ts.CallExpression, type: ArrayType): ValueId | undefined {
  const [source, mapper, thisArgument] = node.arguments;
  if (source === undefined || thisArgument !== undefined) return undefined;
  const count = lengthOnly(cx, source);
  const sourceType = present(cx.types.at(source));
  const callback = mapper && callbackOf(cx, mapper);
  if (mapper !== undefined && callback === undefined) return undefined;

  if (count !== undefined) {
    const length = wholeLength(cx, count);
    if (callback === undefined) {
      const value = constant(cx, node, type.storage === 'Array' ? undefined : Number.NaN);
      return alloc(cx, node, type, { form: 'filled', length, value });
    }
    const scalar = sameEachTime(cx, callback);
    if (scalar !== undefined)
      return alloc(cx, node, type, { form: 'filled', length, value: lowerExpression(cx, scalar) });
    const result = alloc(cx, node, type, { form: 'sized', length });
    fillBy(cx, node, result, length, callback, () => constant(cx, node, undefined));
    return result;
  }

  if (sourceType.kind !== 'array' && listingOf(cx, source) === undefined) return undefined;
  const listed = listContents(cx, source);
  if (listed !== undefined && callback === undefined) return listed;
  const array = listed ?? lowerExpression(cx, source);
  const of = typeOf(cx, array);
  if (of.kind !== 'array') return undefined;
  if (callback === undefined) return alloc(cx, node, type, { form: 'copy', of: array, fillsHoles: true });
  const length = emitLength(cx, node, array);
  const result = alloc(cx, node, type, { form: 'sized', length });
  fillBy(cx, node, result, length, callback, (index) =>
    emit(cx, node, of.element, (element) => ({ kind: 'load', result: element, array, index, mayMiss: false })),
  );
  return result;
}

/** The `n` of `{ length: n }`. */
function lengthOnly(cx: Lowering, node: ts.Expression): ts.Expression | undefined {
  const { ts } = cx;
  const at = skipOuter(ts, node);
  if (!ts.isObjectLiteralExpression(at) || at.properties.length !== 1) return undefined;
  const [property] = at.properties;
  if (property !== undefined && ts.isShorthandPropertyAssignment(property) && property.name.text === 'length')
    return property.name;
  if (property === undefined || !ts.isPropertyAssignment(property)) return undefined;
  return ts.isIdentifier(property.name) && property.name.text === 'length' ? property.initializer : undefined;
}

/** A length as the library takes it: whole, and not negative. */
function wholeLength(cx: Lowering, node: ts.Expression): ValueId {
  const value = lowerExpression(cx, node);
  if (isWhole(cx, node)) return value;
  const positive = apply(cx, node, 'gt', [value, constant(cx, node, 0)], boolean);
  return apply(cx, node, 'select', [positive, apply(cx, node, 'trunc', [value]), constant(cx, node, 0)]);
}

/** Whether an expression is surely a whole number that is not negative. */
function isWhole(cx: Lowering, node: ts.Expression): boolean {
  const { ts } = cx;
  const at = skipOuter(ts, node);
  if (ts.isNumericLiteral(at)) return Number.isInteger(Number(at.text));
  if (ts.isPropertyAccessExpression(at)) return at.name.text === 'length';
  if (ts.isBinaryExpression(at)) {
    const operator = at.operatorToken.kind;
    if (operator !== ts.SyntaxKind.PlusToken && operator !== ts.SyntaxKind.AsteriskToken) return false;
    return isWhole(cx, at.left) && isWhole(cx, at.right);
  }
  if (!ts.isIdentifier(at)) return false;
  const declaration = cx.checker.getSymbolAtLocation(at)?.valueDeclaration;
  return (
    declaration !== undefined &&
    ts.isVariableDeclaration(declaration) &&
    (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0 &&
    declaration.initializer !== undefined &&
    isWhole(cx, declaration.initializer)
  );
}

/** `() => 0`: a callback whose result is one and the same number, needing no loop. */
function sameEachTime(cx: Lowering, callback: Callback): ts.Expression | undefined {
  const { ts } = cx;
  if (callback.fn.kind !== 'closure') return undefined;
  const { node } = callback.fn;
  if (node.parameters.length > 0 || node.body === undefined || ts.isBlock(node.body) || callback.fn.scope !== cx.scope)
    return undefined;
  const body = skipOuter(ts, node.body);
  const simple = ts.isNumericLiteral(body) || (ts.isIdentifier(body) && cx.types.at(body).kind === 'number');
  return simple && cx.types.at(body).kind === 'number' ? body : undefined;
}
