/** Whether a computed derivative fits the slopes that finite differences find. */

import type { Estimate, Slopes } from './slopes.js';

export interface Verdict {
  /** `undecided`: finite differences say nothing here. */
  readonly verdict: 'right' | 'wrong' | 'undecided';
  /** The slopes on the two sides where they differ; NaN on a side that has none. */
  readonly kink?: { readonly left: number; readonly right: number };
  readonly expected: number;
  /** The estimated error of `expected`. */
  readonly uncertainty: number;
  /** The distance between computed and expected. */
  readonly error: number;
  /** That distance as a multiple of what is tolerated. */
  readonly excess: number;
}

/**
 * `floor` is a slope too small to be told from zero. At a kink every value between the two slopes is right; where the function
 * jumps, the slope of the side that the point belongs to.
 */
export function judge(computed: number, slopes: Slopes, tolerance: number, floor: number): Verdict {
  const { central, left, right } = slopes;
  const size = ({ value }: Estimate): number => Math.max(Math.abs(value), Math.abs(computed) || 0);
  const isSettled = (estimate: Estimate): boolean =>
    Number.isFinite(estimate.error) &&
    (estimate.error <= 1e-3 * (Number.isFinite(computed) ? size(estimate) : Math.abs(estimate.value)) ||
      estimate.error <= floor);
  const against = ({ value, error: uncertainty }: Estimate): Verdict => {
    const error = Math.abs(computed - value);
    const allowed = tolerance * size({ value, error }) + 10 * uncertainty + Number.MIN_VALUE;
    const excess = Number.isFinite(error) ? error / allowed : Infinity;
    return { verdict: excess <= 1 ? 'right' : 'wrong', expected: value, uncertainty, error, excess };
  };

  const hasLeft = isSettled(left);
  const hasRight = isSettled(right);
  if (hasLeft && hasRight && isKink(left, right, tolerance)) {
    const kink = { left: left.value, right: right.value };
    const [low, high] = left.value < right.value ? [left, right] : [right, left];
    if (computed >= low.value && computed <= high.value) {
      return { verdict: 'right', kink, expected: computed, uncertainty: 0, error: 0, excess: 0 };
    }
    return { ...against(computed < low.value ? low : high), kink };
  }
  if (isSettled(central)) return against(central);
  if (hasLeft && hasRight) return against(left.error < right.error ? left : right);
  if (hasLeft) return { ...against(left), kink: { left: left.value, right: NaN } };
  if (hasRight) return { ...against(right), kink: { left: NaN, right: right.value } };
  return { verdict: 'undecided', expected: NaN, uncertainty: Infinity, error: NaN, excess: 0 };
}

function isKink(left: Estimate, right: Estimate, tolerance: number): boolean {
  const apart = Math.abs(left.value - right.value);
  const size = Math.max(Math.abs(left.value), Math.abs(right.value));
  return apart > 10 * (tolerance * size + left.error + right.error);
}
