/** An iteration that begins at its solution, as in the next step of a simulation: its single turn is not all that there is to differentiate. */
// @differentiable
export function eccentricAnomaly(mean: number, e: number, guess: Float64Array): number {
  // @fixed-point
  for (let k = 0; k < 500; k++) {
    const before = guess[0]!;
    guess[0] = mean + e * Math.sin(before);
    if (Math.abs(guess[0]! - before) < 1e-15) break;
  }
  return guess[0]! * e;
}

const solution = (mean: number, e: number): Float64Array => {
  const guess = Float64Array.of(mean);
  eccentricAnomaly(mean, e, guess);
  return guess;
};

export const points: Parameters<typeof eccentricAnomaly>[] = [
  [1, 0.3, solution(1, 0.3)],
  [2.1, 0.6, solution(2.1, 0.6)],
];
export const expected = points.map(([mean, e]) => {
  const anomaly = solution(mean, e)[0]!;
  const slope = 1 / (1 - e * Math.cos(anomaly));
  return { gradient: [slope * e, anomaly + Math.sin(anomaly) * slope * e, undefined], within: 1e-11 };
});
export const tolerance = { product: 1e-11 };
export const firstDerivativesOnly = true;
