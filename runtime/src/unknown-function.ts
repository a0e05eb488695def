/** What a companion throws where it is to call a function that the compiler has not seen stored there. */

import { AdcError } from './error.js';

/**
 * @param value what is to be called.
 * @param place where it was found: `this.kernel`.
 */
export function unknownFunction(value: unknown, place: string): AdcError {
  const name = typeof value === 'function' ? value.name : String(value);
  return new AdcError(
    'ADC5010',
    `The derivative of the function \`${name}\`, which \`${place}\` holds, is not known to this companion.`,
    'Assign the property functions of modules only, by their names, in files that are compiled together.',
  );
}
