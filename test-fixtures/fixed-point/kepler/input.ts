/** Kepler's equation by simple iteration, left by a break before the last value is taken over. */
// @differentiable
export function eccentricAnomaly(mean: number, e: number): number {
  let anomaly = mean;
  // @fixed-point
  for (let k = 0; k < 500; k++) {
    const next = mean + e * Math.sin(anomaly);
    if (Math.abs(next - anomaly) < 1e-15) break;
    anomaly = next;
  }
  return anomaly;
}

/** By the implicit function theorem. */
const slopes = (anomaly: number, e: number): [number, number] => [
  1 / (1 - e * Math.cos(anomaly)),
  Math.sin(anomaly) / (1 - e * Math.cos(anomaly)),
];

export const points: Parameters<typeof eccentricAnomaly>[] = [
  [1, 0.3],
  [2.1, 0.6],
  [-0.4, 0.05],
];
export const expected = points.map(([mean, e]) => {
  const anomaly = eccentricAnomaly(mean, e);
  return { value: anomaly, gradient: slopes(anomaly, e), within: 1e-11 };
});
export const tolerance = { product: 1e-11 };
export const firstDerivativesOnly = true;
