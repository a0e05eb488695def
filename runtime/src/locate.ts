/** What companions that were compiled with `debug` call. */

/** Every host has one; the languages' own library does not declare it. */
declare const console: { warn(message: string): void };

const told = new Set<string>();

/**
 * Warns on the console where numbers stop being finite: once for each place.
 *
 * @param place the operation of the source, and its position.
 * @param found what it gave, or what it contributes to a derivative.
 * @param inputs the numbers that it was computed from: where one of them is not finite already, the cause lies further up, unless
 *   NaN was made of infinities.
 */
export function locate(place: string, found: number, ...inputs: readonly number[]): void {
  if (Number.isFinite(found) || told.has(place)) return;
  if (inputs.some((input) => Number.isNaN(input) || (!Number.isNaN(found) && !Number.isFinite(input)))) return;
  told.add(place);
  const from = inputs.length === 0 ? '' : `, computed from ${inputs.join(', ')}`;
  console.warn(`ADC5011: ${place} is ${found}${from}.`);
}
