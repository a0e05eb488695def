// @differentiable
export function backwards(xs: number[], last: number): number {
  let state = 0.5;
  // @unroll 2
  for (let i = xs.length - 1; i >= last; i -= 2) state = Math.tanh(state * xs[i]!) + xs[i]! * i;
  return state;
}

export const points: Parameters<typeof backwards>[] = [
  [[0.3, 1.2, -0.4, 0.9, 2, 0.1], 0],
  [[0.3, 1.2, -0.4, 0.9, 2], 0],
  [[0.3, 1.2, -0.4, 0.9], 0],
  [[0.3, 1.2, -0.4], 1],
  [[0.3], 0],
  [[], 0],
];

export const discrete = [1];
