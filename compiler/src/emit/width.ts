/** About how many columns an expression takes, before names are final. */

import type { Expression } from './syntax.js';
import { partsOf } from './syntax.js';

const widths = new WeakMap<Expression, number>();

export function widthOf(expression: Expression): number {
  const known = widths.get(expression);
  if (known !== undefined) return known;
  const width = ownWidth(expression) + partsOf(expression).reduce((sum, part) => sum + widthOf(part), 0);
  widths.set(expression, width);
  return width;
}

function ownWidth(expression: Expression): number {
  switch (expression.kind) {
    case 'name':
      return expression.variable.wish.length;
    case 'literal':
      return expression.text.length;
    case 'prefix':
    case 'present':
      return 1;
    case 'infix':
      return expression.operator.length + 2;
    case 'conditional':
      return 6;
    case 'call':
    case 'new': {
      const callee = typeof expression.callee === 'string' ? expression.callee.length : 0;
      return callee + 2 * Math.max(1, expression.args.length) + (expression.kind === 'new' ? 4 : 0);
    }
    case 'index':
      return 3;
    case 'member':
      return expression.field.length + 1;
    case 'cast':
      return expression.type.length + 4;
    case 'array':
      return 2 * Math.max(1, expression.elements.length);
    case 'object':
      return 4 + expression.fields.reduce((sum, field) => sum + field.name.length + 4, 0);
    case 'template':
      return expression.parts.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : 0), 0);
    case 'arrow':
      return 20;
    case 'update':
      return expression.variable.wish.length + 2;
  }
}
