// @differentiable
export function saturated(x: number): number {
  return Math.tanh(x);
}

export const points: Parameters<typeof saturated>[] = [[400], [-Infinity]];

export const kinks = [0, 1];

export const expected = [
  { value: 1, gradient: 0 },
  { value: -1, gradient: 0 },
];
