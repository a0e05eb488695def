// Elements that are not there, and those behind the end, of an array that turns read again and again, and change.
// @differentiable wrt=x
export function sparse(list: number[], x: number, n: number): number {
  let sum = 0;
  for (let turn = 0; turn < n; turn++) {
    for (let row = 0; row < n; row++) {
      for (let i = 0; i < n + 2; i++) {
        const each: number | undefined = list[i];
        if (each === undefined) sum += x * row;
        else if (each > 1) sum += x * x;
        if (list[i] === list[i + 1]) sum += x * x * x;
      }
    }
    list[turn + 1] = 1 + turn * 0.5;
    list.length = turn + 3;
  }
  return sum;
}

export const points: [number[], number, number][] = [
  [[2], 0.7, 3],
  [[1.5, 3, 0.5, 3], -0.4, 4],
  [[], 0.7, 2],
];

export const discrete = [0, 2];
