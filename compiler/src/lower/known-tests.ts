/**
 * Tests that are decided where a function is written in place: `typeof x === 'number'` for a parameter that may be a number or an array,
 * once it is known which of them it is given. What the other branch does with it would make no sense.
 */

import type ts from 'typescript';
import type { IrType } from '../ir/types.js';
import { symbolOf } from './assigned.js';
import { type Lowering, lookUp, typeOf } from './context.js';
import { isGlobal, skipOuter } from './resolve.js';

/** What a condition gives; `undefined` where that is left to the run. */
export function knownTest(cx: Lowering, condition: ts.Expression): boolean | undefined {
  const { ts } = cx;
  const at = skipOuter(ts, condition);
  if (ts.isPrefixUnaryExpression(at) && at.operator === ts.SyntaxKind.ExclamationToken) {
    const known = knownTest(cx, at.operand);
    return known === undefined ? undefined : !known;
  }
  if (ts.isCallExpression(at)) {
    const [argument] = at.arguments;
    const callee = skipOuter(ts, at.expression);
    const isQuestion =
      ts.isPropertyAccessExpression(callee) &&
      callee.name.text === 'isArray' &&
      isGlobal(cx.project, callee.expression, 'Array');
    return isQuestion && argument !== undefined ? isArray(typeGiven(cx, argument)) : undefined;
  }
  if (!ts.isBinaryExpression(at)) return undefined;
  const operator = at.operatorToken.getText();
  if (operator === '&&' || operator === '||') {
    const sides = [knownTest(cx, at.left), knownTest(cx, at.right)];
    const decisive = operator === '||';
    // A right side without effects is all that can be left out.
    if (sides[0] === decisive) return decisive;
    return sides[0] === undefined ? undefined : sides[1];
  }
  if (!/^[!=]==?$/.test(operator)) return undefined;
  const [left, right] = [skipOuter(ts, at.left), skipOuter(ts, at.right)];
  if (!ts.isTypeOfExpression(left) || !ts.isStringLiteralLike(right)) return undefined;
  const name = typeName(typeGiven(cx, left.expression));
  return name === undefined ? undefined : (name === right.text) === operator.startsWith('=');
}

/** The type of the value that a variable has at the cursor. */
function typeGiven(cx: Lowering, node: ts.Expression): IrType | undefined {
  const at = skipOuter(cx.ts, node);
  const symbol = cx.ts.isIdentifier(at) ? symbolOf(cx, at) : undefined;
  const variable = symbol && lookUp(cx.scope, symbol);
  const value = variable && cx.env.get(variable);
  return value === undefined ? undefined : typeOf(cx, value);
}

function typeName(type: IrType | undefined): string | undefined {
  switch (type?.kind) {
    case 'number':
    case 'boolean':
    case 'string':
      return type.kind;
    case 'array':
    case 'object':
      return 'object';
    default:
      return undefined;
  }
}

function isArray(type: IrType | undefined): boolean | undefined {
  if (type?.kind === 'array') return type.kinds === undefined ? type.storage === 'Array' : undefined;
  return type?.kind === 'object' ? type.tuple : type?.kind === 'number' ? false : undefined;
}
