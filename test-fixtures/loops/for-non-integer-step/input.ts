// @differentiable
export function riemann(a: number, from: number, to: number, step: number): number {
  let sum = 0;
  for (let x = from; x < to; x += step) sum += Math.sin(a * x) * step;
  return sum;
}

export const points: Parameters<typeof riemann>[] = [
  [1.3, 0, 1, 0.3],
  [0.7, 0.5, 2, 0.25],
  [0.7, 1, 1, 0.5],
];

export const kinks = [1, 2];
