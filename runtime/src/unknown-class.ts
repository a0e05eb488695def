/** What a companion throws where it is given an instance of a class that the compiler has not seen. */

import { AdcError } from './error.js';

/**
 * @param value the object whose method or accessor was asked for.
 * @param type the type that it stands for, and the member: `Shape.area`.
 */
export function unknownClass(value: unknown, type: string): AdcError {
  const { name } = (Object(value) as { constructor?: { name?: string } }).constructor ?? {};
  return new AdcError(
    'ADC5010',
    `Which \`${type}\` an object of the class \`${name ?? '?'}\` has is not known to this companion.`,
    'Export the class, in a file that is compiled together with the function and imports the type.',
  );
}
