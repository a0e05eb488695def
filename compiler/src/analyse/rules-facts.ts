/** What the analyses ask the rule table. */

import { primitives as table, readsOf } from '../rules/primitives.js';
import type { Primitive } from '../rules/primitive.js';

export const primitives: Readonly<Record<string, Primitive>> = table;
export { readsOf };

/** Whether a derivative flows from the argument at this position into the result. */
export function readsDerivative(primitive: string, position: number): boolean {
  const rule = primitives[primitive];
  if (rule === undefined || rule.derivative.kind !== 'partials') return false;
  // The condition of a select is the one operand of a differentiable primitive that has no partial.
  return !(primitive === 'select' && position === 0);
}
