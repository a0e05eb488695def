// @differentiable
export function ignoring(x: number, label: string, flags: boolean[]): number {
  return label === 'twice' && flags[0] ? 2 * x : x * x;
}

export const points: Parameters<typeof ignoring>[] = [
  [3, 'twice', [true]],
  [3, 'once', [true]],
];

export const expected = [
  { value: 6, gradient: [2] },
  { value: 9, gradient: [6] },
];
