/** Derivatives by finite differences, each with an estimate of its own error. */

export type Estimate = { readonly value: number; readonly error: number };

/** First steps, and how often each is halved. Single-precision cells do not resolve small ones. */
const ladders = {
  double: { firstSteps: [2 ** -3, 2 ** -6, 2 ** -9, 2 ** -13], levels: 7 },
  single: { firstSteps: [2 ** -2, 2 ** -4], levels: 4 },
};

/**
 * Derivative at 0 of a vector function of one variable: central differences with halved steps, extrapolated in a tableau;
 * each component keeps the entry that disagrees least with its neighbours, over several first steps (Ridders 1982).
 */
export function differentiate(
  f: (t: number) => readonly number[],
  precision: keyof typeof ladders,
): readonly Estimate[] {
  const { firstSteps, levels } = ladders[precision];
  const best: Estimate[] = [];
  for (const first of firstSteps) {
    const rows: (readonly number[])[][] = [];
    for (let i = 0; i < levels; i++) {
      const h = first * 2 ** -i;
      const [plus, minus] = [f(h), f(-h)];
      // What rounding alone may do to a quotient of this step.
      const noise = plus.map((value, k) => (8 * Number.EPSILON * Math.max(Math.abs(value), Math.abs(minus[k]!))) / h);
      const row: (readonly number[])[] = [plus.map((value, k) => (value - minus[k]!) / (2 * h))];
      for (let j = 1; j <= i; j++) {
        const factor = 4 ** j;
        row.push(row[j - 1]!.map((value, k) => (factor * value - rows[i - 1]![j - 1]![k]!) / (factor - 1)));
      }
      rows.push(row);
      if (i < 2) continue;
      for (let j = 1; j <= i; j++) {
        row[j]!.forEach((value, k) => {
          const beside = Math.abs(value - row[j - 1]![k]!);
          const above = Math.abs(value - rows[i - 1]![j - 1]![k]!);
          const error = Math.max(beside, above, noise[k]!);
          if (Number.isFinite(error) && error < (best[k]?.error ?? Infinity)) best[k] = { value, error };
          else best[k] ??= { value: NaN, error: Infinity };
        });
      }
    }
  }
  return best;
}

/** Whether the estimate says enough to judge a derivative of about this size. */
export const conclusive = (estimate: Estimate): boolean => estimate.error <= 1e-6 * (1 + Math.abs(estimate.value));

/** How far from the estimate a right derivative may lie. */
export const allowance = (estimate: Estimate): number => 30 * estimate.error + 1e-10 * (1 + Math.abs(estimate.value));
