/** What nothing flows into contributes exactly zero, even through an infinite slope. */
// @differentiable mode=reverse
export function weighted(x: number, weight: number): number {
  return Math.sqrt(x) * weight + Math.log(x) * weight + x;
}

export const points: Parameters<typeof weighted>[] = [
  [0, 0],
  [4, 0],
];

export const kinks = [0];

export const expected = [{ gradient: [1] }, { value: 4, gradient: [1, 2 + Math.log(4)] }];
