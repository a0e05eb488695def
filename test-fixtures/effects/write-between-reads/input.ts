/** `x` is read before and after a helper writes it. */
function bump(box: { x: number }): number {
  box.x = box.x * box.x;
  return box.x;
}

// @differentiable
export function interleaved(box: { x: number }): number {
  return box.x + bump(box) * box.x + bump(box);
}

export const points: Parameters<typeof interleaved>[] = [[{ x: 1.5 }]];

export const expected = [{ value: 1.5 + 1.5 ** 4 + 1.5 ** 4, gradient: { x: 1 + 4 * 1.5 ** 3 + 4 * 1.5 ** 3 } }];
