/** The rejected arm is computed beforehand, and infinite: it contributes nothing. */
// @differentiable
export function safeLog(x: number): number {
  const log = Math.log(x);
  const root = Math.sqrt(x);
  return x > 0 ? log * root : x;
}

export const points: Parameters<typeof safeLog>[] = [[0], [-2], [4]];

export const kinks = [0];

export const expected = [
  { value: 0, gradient: 1 },
  { value: -2, gradient: 1 },
  { gradient: 0.5 + Math.log(4) / 4, within: 1e-12 },
];
