/** Debugging: companions say where in the source a value or a derivative stops being finite. */

import type { RegionBuilder } from '../ir/builder.js';
import type { Op, Origin, ValueId } from '../ir/types.js';

/** A piece of the source as a user finds it: `model.ts:12:10: `Math.log(x)``. */
export type PlaceOf = (origin: Origin) => string | undefined;

/**
 * Behind an operation: a look at a number that it gave, or contributes to a derivative.
 *
 * @param inputs what the number was computed from; those that are not numbers are left out.
 */
export function locate(
  placeOf: PlaceOf | undefined,
  kind: 'value' | 'derivative',
  op: Op,
  found: ValueId,
  inputs: readonly ValueId[],
  into: RegionBuilder,
): void {
  const place = placeOf === undefined || op.origin === undefined ? undefined : placeOf(op.origin);
  if (place === undefined || into.fn.typeOf(found).kind !== 'number' || inputs.includes(found)) return;
  const numbers = [...new Set(inputs)].filter((input) => into.fn.typeOf(input).kind === 'number');
  const text = into.constant(kind === 'value' ? place : `${place}, differentiated`);
  into.add({ kind: 'helper', name: 'locate', result: undefined, args: [text, found, ...numbers] });
}
