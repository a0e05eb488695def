/** Constants of the IR as literals, and the other places where a value becomes text by its type alone. */

import { present } from '../ir/type-facts.js';
import type { ConstOp, IrType } from '../ir/types.js';
import type { Expression } from './syntax.js';
import { literal } from './syntax.js';

export function constantExpression({ value, text }: ConstOp): Expression {
  if (typeof value === 'number') {
    const isName = text !== undefined && !text.startsWith('-');
    if (!isName && (value < 0 || Object.is(value, -0)))
      return { kind: 'prefix', operator: '-', operand: literal(text?.replace(/^-\s*/, '') ?? String(-value)) };
    if (text === 'undefined!') return { kind: 'present', operand: literal('undefined') };
    return literal(text ?? String(value));
  }
  if (typeof value === 'string') return literal(text ?? quoted(value));
  if (text === 'undefined!') return { kind: 'present', operand: literal('undefined') };
  return literal(text ?? String(value));
}

export function isLiteral(expression: Expression, text: string): boolean {
  return expression.kind === 'literal' && expression.text === text;
}

/** A name or a literal: it may stand in several places. */
export function isAtom(expression: Expression): boolean {
  if (expression.kind === 'prefix') return expression.operator === '-' && expression.operand.kind === 'literal';
  return expression.kind === 'name' || expression.kind === 'literal';
}

/** `a[i]` of this element type is there for sure and may be written `a[i]!`. */
export function mayAssert(element: IrType): boolean {
  return element.kind !== 'maybe' && element.kind !== 'opaque' && present(element) === element;
}

function quoted(text: string): string {
  const body = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${body}'`;
}
