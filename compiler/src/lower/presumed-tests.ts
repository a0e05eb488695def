/**
 * `x instanceof C`, where `x` is declared as a number or a `C` and is given an object. One of another class with the same fields would fit
 * the declaration, too; what the other branch does with a number would make no sense of it, so the companion refuses such objects.
 */

import type ts from 'typescript';
import { symbolOf } from './assigned.js';
import { type Lowering, typeOf } from './context.js';
import { branch } from './control.js';
import { throwUnknown } from './dispatch.js';
import { lowerCondition } from './expressions.js';
import { knownTest, valueGiven } from './known-tests.js';
import { skipOuter, symbolAt } from './resolve.js';

/** What the test gives wherever it does not throw; undefined for other conditions. */
export function presumedTest(cx: Lowering, condition: ts.Expression): boolean | undefined {
  const { ts } = cx;
  const at = skipOuter(ts, condition);
  if (ts.isPrefixUnaryExpression(at) && at.operator === ts.SyntaxKind.ExclamationToken) {
    const operand = presumedTest(cx, at.operand);
    return operand === undefined ? undefined : !operand;
  }
  if (!ts.isBinaryExpression(at) || at.operatorToken.kind !== ts.SyntaxKind.InstanceOfKeyword) return undefined;
  const object = skipOuter(ts, at.left);
  const value = ts.isIdentifier(object) ? valueGiven(cx, object) : undefined;
  const of = symbolAt(cx.project, at.right);
  if (value === undefined || of === undefined || !ts.isIdentifier(object)) return undefined;
  if (typeOf(cx, value).kind !== 'object' || !isOtherwisePlain(cx, object, of)) return undefined;
  if (knownTest(cx, at) === true) return true;
  const label = JSON.stringify(`${of.name}.constructor`);
  branch(
    cx,
    at,
    lowerCondition(cx, at),
    () => {},
    () => throwUnknown(cx, at, value, label),
  );
  return true;
}

/** Whether a variable is declared to hold a number, or something as plain, where it holds no instance of a class. */
function isOtherwisePlain(cx: Lowering, variable: ts.Identifier, of: ts.Symbol): boolean {
  const { ts, checker } = cx;
  const { NumberLike, StringLike, BooleanLike, BigIntLike, Undefined, Null } = ts.TypeFlags;
  const plain = NumberLike | StringLike | BooleanLike | BigIntLike | Undefined | Null;
  const symbol = symbolOf(cx, variable);
  const declared = symbol && checker.getTypeOfSymbol(symbol);
  const instance = checker.getDeclaredTypeOfSymbol(of);
  return (
    declared?.isUnion() === true &&
    declared.types.some((part) => (part.flags & NumberLike) !== 0) &&
    declared.types.every((part) => (part.flags & plain) !== 0 || checker.isTypeAssignableTo(part, instance))
  );
}
