function even(x: number, n: number): number {
  return n === 0 ? x : Math.sin(odd(x, n - 1)) + x;
}

function odd(x: number, n: number): number {
  return n === 0 ? 2 * x : even(x, n - 1) * even(x, 0);
}

// @differentiable
export function mutual(x: number, n: number): number {
  return even(x, n) * x;
}

export const points: Parameters<typeof mutual>[] = [
  [0.6, 5],
  [0.6, 0],
];

export const discrete = [1];
