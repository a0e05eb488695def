/** How derivatives of a type are written in signatures. */

import {
  derivativeText,
  isLessThanWritten,
  isScalar,
  mayHoldIntegers,
  keepsStorage,
  present,
  shadowType,
  tangentType,
  type OfSingle,
} from '../ir/type-facts.js';
import { typeText } from '../ir/type-text.js';
import type { IrType, Param } from '../ir/types.js';

/** How the gradient of a type is written. */
export function gradientTypeText(type: IrType, text?: string): string {
  switch (type.kind) {
    case 'number':
      return 'number';
    case 'array':
      if (type.kinds !== undefined) return `Tangent<${text ?? type.kinds.text}>`;
      if (type.storage !== 'Array') return type.storage;
      if (type.element.kind === 'number' && type.fixedLength === undefined) return 'number[]';
      return text === undefined ? `${parenthesised(gradientTypeText(type.element))}[]` : `Tangent<${text}>`;
    case 'keyed':
      return text === undefined || text === typeText(type) ? typeText(shadowType(type)) : `Tangent<${text}>`;
    case 'maybe':
      return text === undefined ? `${gradientTypeText(type.of)} | undefined` : `Tangent<${text}>`;
    case 'object':
      if (type.text === undefined || type.text.startsWith('Tangent<')) return typeText(shadowType(type));
      return `Tangent<${text ?? type.text ?? 'object'}>`;
    default:
      return 'undefined';
  }
}

/** How the gradient of a parameter is written: a structure that nobody passed has none, a number that nobody passed has zero. */
export function parameterGradientText(param: Param, type: IrType): string {
  return orMissing(param, type, gradientTypeText(type, param.typeText));
}

/** How a parameter for a shadow is written, or for a tangent that another companion hands in. */
export function innerTypeText(param: Param, type: IrType, ofSingle: OfSingle): string {
  if (mayHoldIntegers(type) && ofSingle === 'either') return `${typeText(tangentType(type))} | undefined`;
  const { kinds } = type.kind === 'array' ? type : {};
  if (kinds !== undefined) return typeText(ofSingle === 'either' ? tangentType(type) : shadowType(type));
  // A class whose private fields are in the derivative, but not under the name of the class; or what the compiler made up.
  const derivative = ofSingle === 'either' ? tangentType(type) : shadowType(type);
  const isMore = type.kind === 'object' && (type.hidden ?? (type.text === undefined && isLessThanWritten(type)));
  const isWritten = isMore && derivative.kind === 'object' && !derivative.text;
  if (isWritten) return orMissing(param, type, typeText(derivative));
  if (keepsStorage(type)) return parameterGradientText(param, type);
  if (type.kind === 'array' && type.storage !== 'Array')
    return typeText(ofSingle === 'either' ? tangentType(type) : shadowType(type));
  return orMissing(param, type, derivativeText(type, param.typeText, ofSingle));
}

function orMissing({ optional }: Param, type: IrType, text: string): string {
  return optional && !isScalar(present(type)) ? `${text} | undefined` : text;
}

function parenthesised(text: string): string {
  return /[|&]/.test(text) ? `(${text})` : text;
}
