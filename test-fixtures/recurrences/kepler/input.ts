/** Newton's method, differentiated through its turns. */
// @differentiable
export function eccentricAnomaly(m: number, e: number): number {
  let anomaly = m;
  for (let i = 0; i < 12; i++) {
    anomaly -= (anomaly - e * Math.sin(anomaly) - m) / (1 - e * Math.cos(anomaly));
  }
  return anomaly;
}

export const points: Parameters<typeof eccentricAnomaly>[] = [[1, 0.3]];

export const expected = [{ value: 1.2880913132118377, gradient: [1.0913293011504175, 1.0480083050499363] }];
