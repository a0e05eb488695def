/** How derivatives of a type are written in signatures. */

import { shadowType } from '../ir/type-facts.js';
import { typeText } from '../ir/type-text.js';
import type { IrType } from '../ir/types.js';

/** How the gradient of a type is written. */
export function gradientTypeText(type: IrType, text?: string): string {
  switch (type.kind) {
    case 'number':
      return 'number';
    case 'array':
      if (type.storage !== 'Array') return type.storage;
      if (type.element.kind === 'number' && type.fixedLength === undefined) return 'number[]';
      return text === undefined ? `${parenthesised(gradientTypeText(type.element))}[]` : `Tangent<${text}>`;
    case 'maybe':
      return text === undefined ? `${gradientTypeText(type.of)} | undefined` : `Tangent<${text}>`;
    case 'object':
      if (type.text === undefined || type.text.startsWith('Tangent<')) return typeText(shadowType(type));
      return `Tangent<${text ?? type.text ?? 'object'}>`;
    default:
      return 'undefined';
  }
}

function parenthesised(text: string): string {
  return /[|&]/.test(text) ? `(${text})` : text;
}
