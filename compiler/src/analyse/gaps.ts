/** Which stores may leave a gap between the end of an array and the new element. */

import type { IrFunction, StoreOp } from '../ir/types.js';
import { findPlaces } from './places.js';

/**
 * Answers for arrays that are never shortened, as shadows are: there is no gap at a fixed index within or right behind the literal
 * that the array was made as, nor at the counter of a loop that runs up to the length that it was made with.
 */
export function findGaps(fn: IrFunction): (store: StoreOp) => boolean {
  const places = findPlaces(fn);
  return ({ array, index }) => {
    const made = places.definition(array);
    if (made?.kind !== 'alloc') return true;
    const { init } = made;
    if (init.form === 'literal') {
      const at = places.definition(index);
      return at?.kind !== 'const' || typeof at.value !== 'number' || at.value > init.elements.length;
    }
    if (init.form !== 'filled' && init.form !== 'sized') return true;
    const end = places.loopOf(index)?.test.end;
    const test = end?.kind === 'yield' ? places.definition(end.values[0]!) : undefined;
    const isBelow = test?.kind === 'apply' && test.primitive === 'lt' && test.args[0] === index;
    return !isBelow || test.args[1] !== init.length;
  };
}
