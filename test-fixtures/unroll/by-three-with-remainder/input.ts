/** The number of turns is no multiple of three, or is; the bound is no whole number; there are no turns at all. */
// @differentiable
export function polynomial(x: number, bound: number): number {
  let sum = 1;
  let power = x;
  // @unroll 3
  for (let i = 0; i < bound; i++) {
    sum += power * Math.sin(i + x);
    power *= x;
  }
  return sum * power;
}

export const points: Parameters<typeof polynomial>[] = [
  [0.7, 7],
  [0.7, 8],
  [0.7, 9],
  [0.7, 1],
  [0.7, 2],
  [0.7, 3],
  [1.1, 3.5],
  [1.1, 2.001],
  [1.1, 5.999],
  [-0.4, 0],
  [-0.4, -3],
  [-0.4, NaN],
];

export const discrete = [1];
