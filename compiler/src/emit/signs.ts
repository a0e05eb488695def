/** `a + -b` is `a - b` to the last bit, and reads better. */

import type { Expression, InfixExpression } from './syntax.js';
import { isPure } from './unused.js';

export function withoutDoubleSigns(sum: InfixExpression): Expression {
  const { operator, left, right } = sum;
  if (operator !== '+' && operator !== '-') return sum;
  const negated = negatedBy(right);
  if (negated !== undefined)
    return { ...sum, operator: operator === '+' ? '-' : '+', right: negated, commutes: operator === '-' };
  const first = operator === '+' && isPure(left) && isPure(right) ? negatedBy(left) : undefined;
  return first === undefined ? sum : { ...sum, operator: '-', left: right, right: first, commutes: false };
}

/** The operator and value of a change in place. */
export function changeWithoutDoubleSigns(
  operator: string,
  value: Expression,
): { readonly operator: string; readonly value: Expression } {
  const negated = operator === '+' || operator === '-' ? negatedBy(value) : undefined;
  return negated === undefined ? { operator, value } : { operator: operator === '+' ? '-' : '+', value: negated };
}

function negatedBy(expression: Expression): Expression | undefined {
  return expression.kind === 'prefix' && expression.operator === '-' ? expression.operand : undefined;
}
