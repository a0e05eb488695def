// Elements that are not there are the same; two numbers that are none, as which they are recorded, are not.
// @differentiable wrt=x
export function pairs(list: number[], n: number, x: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const a = list[i]!;
    const b = list[i + 2]!;
    sum += (a > 1 ? x * x : x) - (b > 1 ? x * x * x : x);
    sum += (a === b ? x * x : x) * (i + 1);
    list[i + 3] = i;
  }
  return sum * x;
}

export const points: [number[], number, number][] = [
  [[2], 3, 3],
  [[1, 2, 1, 3], 4, -2],
  [[], 2, 0.7],
];

export const discrete = [0, 1];
