/** An input is overwritten in place, in turns, by a helper that also reads it through an alias. */
function relax(row: Float64Array, same: Float64Array, weight: number): void {
  for (let i = 1; i < row.length; i++) row[i] = weight * same[i - 1]! * row[i]! + Math.sin(same[i]!);
}

// @differentiable
export function smoothed(xs: Float64Array, weight: number): number {
  for (let sweep = 0; sweep < 3; sweep++) relax(xs, xs, weight);
  xs[0] = xs[0]! * xs[xs.length - 1]!;
  let sum = 0;
  for (const x of xs) sum += x * x;
  return sum;
}

export const cases = ['RA20', 'RA21'];

export const points: Parameters<typeof smoothed>[] = [[new Float64Array([0.3, -0.7, 1.1, 0.4]), 0.6]];
