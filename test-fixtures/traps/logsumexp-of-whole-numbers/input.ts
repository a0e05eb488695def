// @differentiable
export function logSumExp(xs: number[]): number {
  let top = -Infinity;
  for (const x of xs) top = x > top ? x : top;
  let sum = 0;
  for (const x of xs) sum += Math.exp(x - top);
  return top + Math.log(sum);
}

export const cases = ['TR18'];

export const points: Parameters<typeof logSumExp>[] = [[[1, 2, 3, 4]], [[1000, 1001]]];

export const expected = [
  {
    value: 4.440189698561196,
    gradient: [0.03205860328008499, 0.08714431874203257, 0.23688281808991013, 0.6439142598879722],
    within: 1e-12,
  },
];
