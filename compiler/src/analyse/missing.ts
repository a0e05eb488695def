/** Which loads may find no cell where the gradient should not show it. */

import { isKeyed, isScalar, present } from '../ir/type-facts.js';
import type { IrFunction, Op } from '../ir/types.js';
import { findInside } from './inside.js';
import type { Recording } from './recording.js';
import { findSpoiling } from './spoiling.js';

type Load = Extract<Op, { kind: 'load' }>;
type Store = Extract<Op, { kind: 'store' }>;

export type Missing = {
  /**
   * Whether the load of a number may read outside its array while the result is a number all the same: what is read may only be
   * compared. Arrays alone get longer when something is written there.
   */
  readonly mayMiss: (load: Load) => boolean;
  /** Whether the store may be outside an array that does not get longer, so that nothing comes of it. */
  readonly mayDrop: (store: Store) => boolean;
  /** Whether the index is certainly an integer that is not negative. */
  readonly isNatural: (load: Load) => boolean;
};

/** A callee cannot know what becomes of its result. */
export function findMissing(fn: IrFunction, { places, loops, timing }: Recording): Missing {
  const { isInside, isNatural } = findInside(fn, places, loops);
  const spoiling = timing === 'callee' ? new Set() : findSpoiling(fn, loops);
  return {
    mayMiss: (load) => {
      const type = present(fn.values.get(load.array)!.type);
      if (type.kind === 'keyed') return isScalar(type.element);
      if (type.kind !== 'array' || type.storage !== 'Array' || !isScalar(type.element)) return false;
      return !spoiling.has(load.result) && !isInside(load);
    },
    mayDrop: (store) => {
      const type = present(fn.values.get(store.array)!.type);
      return type.kind === 'array' && (type.storage !== 'Array' || type.kinds !== undefined) && !isInside(store);
    },
    isNatural: (load) => !isKeyed(fn.values.get(load.array)!.type) && isNatural(load),
  };
}
