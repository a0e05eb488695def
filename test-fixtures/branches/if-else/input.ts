// @differentiable
export function huber(r: number, delta: number): number {
  if (Math.abs(r) <= delta) {
    return 0.5 * r * r;
  } else {
    return delta * (Math.abs(r) - 0.5 * delta);
  }
}

export const points: Parameters<typeof huber>[] = [
  [0.5, 1],
  [3, 1],
  [-3, 1],
];

export const expected = [
  { value: 0.125, gradient: [0.5, 0] },
  { value: 2.5, gradient: [1, 2] },
  { value: 2.5, gradient: [-1, 2] },
];
