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
  /** The largest of the function's values that were looked at. */
  readonly magnitude: number;
}

/** Powers of two: how long steps are to begin with, and the length that the argument itself suggests. */
export interface Extent {
  readonly scale: number;
  readonly detail: number;
}

/** For a single number. */
export function extentOf(x: number): Extent {
  const scale = 2 ** Math.ceil(Math.log2(Math.max(1, Math.abs(x))));
  const detail = 2 ** Math.floor(Math.log2(Math.max(2 ** -36, Math.min(Math.abs(x) || scale, scale))));
  return { scale, detail };
}

/** The value of the function at x + step, and the step that was really made, which storage may have rounded. */
export type Sample = { readonly step: number; readonly value: number };

/** A difference quotient over the step h, and how far rounding of the function's values may have moved it. */
type Quotient = { readonly h: number; readonly slope: number; readonly noise: number };

/** From the quotients of index `from` to `level`. */
type Candidate = Estimate & { readonly level: number };

const nothing: Candidate = { value: NaN, error: Infinity, level: -1 };
const shrink = 4;
const columns = 5;
/** So many finer quotients have to confirm an estimate, and may overrule it. */
const witnesses = 3;

/**
 * Differences over steps that shrink by four, extrapolated to step zero (Richardson 1911, Ridders 1982): one table from both
 * sides, and one for each side, from the same samples. The entry that agrees best with its neighbours is taken, unless the
 * quotients over finer steps settle elsewhere or diverge: then the neighbours agreed by chance, over steps too long.
 * `precision` is the relative rounding error of the function's values.
 */
export function slopesAt(
  sample: (step: number) => Sample,
  { scale, detail }: Extent,
  fx: number,
  precision: number,
): Slopes {
  let magnitude = Math.abs(fx);
  const none: Estimate = nothing;
  if (!Number.isFinite(scale) || !Number.isFinite(fx)) return { central: none, left: none, right: none, magnitude };
  const smallest = detail * Math.max(precision, 2 ** -52) ** 0.5;
  const tolerable = precision * 1e5;
  const sides = [
    { ratio: shrink ** 2, quotients: [] as Quotient[] },
    { ratio: shrink, quotients: [] as Quotient[] },
    { ratio: shrink, quotients: [] as Quotient[] },
  ] as const;

  for (let h = scale / 8; h >= smallest; h /= shrink) {
    const after = sample(h);
    const before = sample(-h);
    const here = { step: 0, value: fx };
    for (const { value } of [after, before])
      if (Number.isFinite(value)) magnitude = Math.max(magnitude, Math.abs(value));
    for (const [i, [a, b]] of [
      [after, before],
      [before, here],
      [after, here],
    ].entries()) {
      const size = Math.abs(a!.value) + Math.abs(b!.value) + Math.abs(fx);
      const slope = (a!.value - b!.value) / (a!.step - b!.step);
      sides[i]!.quotients.push({ h, slope, noise: (precision * size) / h });
    }
    const done = ({ quotients, ratio }: (typeof sides)[number]): boolean => {
      const best = extrapolated(quotients, ratio, 0);
      return best.error <= tolerable * Math.abs(best.value) && isConfirmed(best, quotients);
    };
    if (sides.every(done)) break;
  }
  const [central, left, right] = sides.map(({ quotients, ratio }) => estimate(quotients, ratio));
  return { central: central!, left: left!, right: right!, magnitude };
}

/** The best extrapolation that no finer quotients overrule. */
function estimate(quotients: readonly Quotient[], ratio: number): Estimate {
  for (let from = 0; ; ) {
    const best = extrapolated(quotients, ratio, from);
    const overruled = best.level < 0 ? -1 : overruledAt(best, quotients);
    if (overruled < 0) return { value: best.value, error: best.error + noiseOf(best, quotients) };
    from = overruled;
  }
}

/** The best entry of a Neville table whose error terms shrink by `ratio`, `ratio`², … from row to row. */
function extrapolated(quotients: readonly Quotient[], ratio: number, from: number): Candidate {
  let best = nothing;
  let last: readonly number[] = [];
  for (let level = from; level < quotients.length; level++) {
    const { slope, noise } = quotients[level]!;
    if (!Number.isFinite(slope)) {
      last = [];
      continue;
    }
    const row = [slope];
    for (let j = 1; j <= Math.min(last.length, columns); j++) {
      const coarse = last[j - 1]!;
      const fine = row[j - 1]!;
      const value = fine + (fine - coarse) / (ratio ** j - 1);
      const error = Math.max(Math.abs(value - fine), Math.abs(value - coarse)) + noise;
      row.push(value);
      if (error < best.error) best = { value, error, level };
    }
    last = row;
  }
  return best;
}

/** Whether the next finer quotients are as near to the estimate as they should be. */
function isConfirmed({ value, error, level }: Candidate, quotients: readonly Quotient[]): boolean {
  const finer = quotients.slice(level + 1);
  if (level < 0 || finer.length < witnesses) return false;
  const { h, slope } = quotients[level]!;
  return finer.every(
    (its) => Math.abs(its.slope - value) <= 10 * ((Math.abs(slope - value) * its.h) / h + its.noise + error) + error,
  );
}

/**
 * What noise in the function's values beyond rounding may have done to the estimate. Over the finest steps it shows as quotients
 * further off than truncation explains.
 */
function noiseOf({ value, level }: Candidate, quotients: readonly Quotient[]): number {
  const finest = quotients.slice(level + 1).slice(-5);
  if (level < 0 || finest.length < witnesses) return 0;
  const { h, slope } = quotients[level]!;
  const truncation = Math.abs(slope - value) / h;
  const inValues = finest
    .map((its) => Math.max(0, (Math.abs(its.slope - value) - truncation * its.h - its.noise) * its.h))
    .sort((a, b) => a - b);
  return (3 * inValues[inValues.length >> 1]!) / h;
}

/** Where consecutive finer quotients begin that agree on another slope, or that grow as fast as those over a jump; -1 if none do. */
function overruledAt({ value, error, level }: Candidate, quotients: readonly Quotient[]): number {
  const { h, slope } = quotients[level]!;
  const away = quotients.map((its) => its.slope - value);
  for (let at = level + 1; at + witnesses <= quotients.length; at++) {
    const window = away.slice(at, at + witnesses);
    const isFar = window.every((distance, i) => {
      const { h: step, noise } = quotients[at + i]!;
      return Math.abs(distance) > 10 * ((Math.abs(slope - value) * step) / h + noise + error);
    });
    if (!isFar) continue;
    const last = window.at(-1)!;
    const settles = window.every((distance) => Math.abs(distance - last) <= 0.1 * Math.abs(last));
    const grows = window.every((distance, i) => i === 0 || Math.abs(distance / window[i - 1]! - shrink) <= 0.5);
    if (settles || grows) return at;
  }
  return -1;
}
