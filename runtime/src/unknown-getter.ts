/** What a companion asks, and throws, where a field may be computed by a class whose code only the class itself can name. */

import { AdcError } from './error.js';

/** Whether what an object has under a name is no field of its own, but its class's affair. */
export function isComputed(object: object, name: string): boolean {
  return name in object && !Object.prototype.hasOwnProperty.call(object, name);
}

/**
 * @param object the object whose field was asked for.
 * @param type the type that it stands for, and the field: `Point.x`.
 */
export function unknownGetter(object: object, type: string): AdcError {
  const { name } = (object as { constructor?: { name?: string } }).constructor ?? {};
  return new AdcError(
    'ADC5010',
    `How the class \`${name ?? '?'}\` computes \`${type}\` is not known to this companion.`,
    'Pass an object with fields of its own, or leave out private `#` names in the class.',
  );
}
