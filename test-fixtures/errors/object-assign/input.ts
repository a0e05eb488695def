/** Which fields are copied, only the run can tell. */
// @differentiable
export function assigned(p: { x: number }, x: number, more: Record<string, number>): number {
  Object.assign(p, more, { x: x * x });
  return p.x * 2;
}

export const codes = [1016];
