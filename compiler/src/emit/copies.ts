/** Parallel copies, one after the other: the swap problem and the lost-copy problem are solved here. */

import type { Expression, Variable } from './syntax.js';
import { nameOf, variablesIn } from './syntax.js';

/** `variable` gets the value that `expression` has before any of the copies. */
export type Copy = { readonly variable: Variable; readonly expression: Expression };

/** `fresh`: the variable is a new constant. */
export type Step = Copy & { readonly fresh: boolean };

/**
 * Orders the copies so that each reads what was there before; where they form a circle, one value waits in a constant of its own.
 * Expressions have no effects, or there is only one copy.
 */
export function sequence(copies: readonly Copy[], temporary: (of: Copy) => Variable): readonly Step[] {
  const steps: Step[] = [];
  let waiting = copies.filter(
    ({ variable, expression }) => expression.kind !== 'name' || expression.variable !== variable,
  );
  while (waiting.length > 0) {
    const free = waiting.find((copy) =>
      waiting.every((other) => other === copy || !reads(other.expression, copy.variable)),
    );
    if (free !== undefined) {
      steps.push({ ...free, fresh: false });
      waiting = waiting.filter((copy) => copy !== free);
      continue;
    }
    const held = waiting.find((copy) => copy.expression.kind !== 'name') ?? waiting[0]!;
    const variable = temporary(held);
    steps.push({ variable, expression: held.expression, fresh: true });
    waiting = waiting.map((copy) => (copy === held ? { ...copy, expression: nameOf(variable) } : copy));
  }
  return steps;
}

function reads(expression: Expression, variable: Variable): boolean {
  for (const found of variablesIn(expression)) if (found === variable) return true;
  return false;
}
