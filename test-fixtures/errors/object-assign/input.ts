// @differentiable
export function assigned(p: { x: number }, x: number): number {
  Object.assign(p, { x: x * x });
  return p.x * 2;
}

export const codes = [1016];
