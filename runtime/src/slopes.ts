/** Slopes of a function of one number by finite differences, with estimates of their errors. */

export interface Estimate {
  /** NaN when the function has no finite values to take differences of. */
  readonly value: number;
  readonly error: number;
}

export interface Slopes {
  readonly central: Estimate;
  readonly left: Estimate;
  readonly right: Estimate;
}

/** The value of the function at x + step, and the step that was really made, which storage may have rounded. */
export type Sample = { readonly step: number; readonly value: number };

/**
 * Differences over steps that shrink by four, extrapolated to step zero (Richardson 1911, Ridders 1982): one table from both
 * sides, and one for each side, from the same samples. The entry that agrees best with its neighbours is taken.
 * `precision` is the relative rounding error of the function's values.
 */
export function slopesAt(sample: (step: number) => Sample, x: number, fx: number, precision: number): Slopes {
  const scale = 2 ** Math.ceil(Math.log2(Math.max(1, Math.abs(x))));
  const detail = 2 ** Math.floor(Math.log2(Math.max(2 ** -36, Math.min(Math.abs(x) || scale, scale))));
  const smallest = detail * Math.max(precision, 2 ** -52) ** 0.5;
  const central = extrapolation(16);
  const left = extrapolation(4);
  const right = extrapolation(4);
  const tolerable = precision * 1e5;

  for (let h = scale / 8, level = 0; h >= smallest; h /= 4, level++) {
    const after = sample(h);
    const before = sample(-h);
    const noise = (...values: number[]): number =>
      (precision * values.reduce((sum, value) => sum + Math.abs(value), Math.abs(fx))) / h;
    central.add((after.value - before.value) / (after.step - before.step), noise(after.value, before.value));
    right.add((after.value - fx) / after.step, noise(after.value));
    left.add((before.value - fx) / before.step, noise(before.value));
    if (level >= 3 && [central, left, right].every(({ best }) => best.error <= tolerable * Math.abs(best.value))) break;
  }
  return { central: central.best, left: left.best, right: right.best };
}

/** A Neville table whose error terms shrink by `ratio`, `ratio`², … from row to row. */
function extrapolation(ratio: number): { best: Estimate; add(slope: number, noise: number): void } {
  const columns = 5;
  let last: readonly number[] = [];
  return {
    best: { value: NaN, error: Infinity },
    add(slope, noise) {
      if (!Number.isFinite(slope)) {
        last = [];
        return;
      }
      const row = [slope];
      for (let j = 1; j <= Math.min(last.length, columns); j++) {
        const coarse = last[j - 1]!;
        const fine = row[j - 1]!;
        const value = fine + (fine - coarse) / (ratio ** j - 1);
        const error = Math.max(Math.abs(value - fine), Math.abs(value - coarse)) + noise;
        row.push(value);
        if (error < this.best.error) this.best = { value, error };
      }
      last = row;
    },
  };
}
