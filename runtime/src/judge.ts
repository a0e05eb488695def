/** Whether a computed derivative fits the slopes that finite differences find. */

import type { Estimate, Slopes } from './slopes.js';

export interface Verdict {
  readonly verdict: 'right' | 'wrong' | 'unsettled';
  /** The slopes to the left and right differ, or one of them does not exist. */
  readonly kink: boolean;
  readonly expected: number;
  readonly error: number;
  /** The error as a multiple of what is tolerated. */
  readonly excess: number;
}

/**
 * `floor` is a slope too small to be told from zero. At a kink every value between the two slopes is right; where the function
 * jumps, the slope of the side that the point belongs to.
 */
export function judge(computed: number, slopes: Slopes, tolerance: number, floor: number): Verdict {
  const { central, left, right } = slopes;
  const size = (estimate: Estimate): number => Math.max(Math.abs(estimate.value), Math.abs(computed) || 0);
  const isSettled = (estimate: Estimate): boolean =>
    estimate.error <= 1e-3 * (Number.isFinite(computed) ? size(estimate) : Math.abs(estimate.value)) ||
    estimate.error <= floor;
  const allowed = (estimate: Estimate): number => tolerance * size(estimate) + 10 * estimate.error + Number.MIN_VALUE;
  const against = (estimate: Estimate, kink: boolean): Verdict => {
    const error = Math.abs(computed - estimate.value);
    const excess = Number.isNaN(error) ? Infinity : error / allowed(estimate);
    return { verdict: excess <= 1 ? 'right' : 'wrong', kink, expected: estimate.value, error, excess };
  };

  const sides = [left, right].filter(isSettled);
  if (sides.length === 2 && isKink(left, right, tolerance)) {
    const [low, high] = left.value < right.value ? [left, right] : [right, left];
    if (computed >= low.value && computed <= high.value) {
      return { verdict: 'right', kink: true, expected: computed, error: 0, excess: 0 };
    }
    return against(computed < low.value ? low : high, true);
  }
  if (isSettled(central)) return against(central, false);
  const [side] = sides;
  if (side) return against(side, true);
  return { verdict: 'unsettled', kink: true, expected: NaN, error: NaN, excess: 0 };
}

function isKink(left: Estimate, right: Estimate, tolerance: number): boolean {
  const apart = Math.abs(left.value - right.value);
  const size = Math.max(Math.abs(left.value), Math.abs(right.value));
  return apart > 10 * (tolerance * size + left.error + right.error);
}
