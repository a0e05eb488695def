/** The opposite of a condition. */

import type { Expression } from './syntax.js';

export function negate(test: Expression): Expression {
  if (test.kind === 'prefix' && test.operator === '!') return test.operand;
  if (test.kind === 'literal' && test.text === 'true') return { kind: 'literal', text: 'false' };
  if (test.kind === 'literal' && test.text === 'false') return { kind: 'literal', text: 'true' };
  const opposite = test.kind === 'infix' ? opposites[test.operator] : undefined;
  if (test.kind === 'infix' && opposite !== undefined) return { ...test, operator: opposite };
  return { kind: 'prefix', operator: '!', operand: test };
}

/** `<` has none: `!(NaN < 1)` is not `NaN >= 1`. */
const opposites: Readonly<Record<string, string>> = { '===': '!==', '!==': '===', '==': '!=', '!=': '==' };
