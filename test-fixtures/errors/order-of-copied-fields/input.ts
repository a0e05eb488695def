// An object may have its fields in any order, and so has its copy.
// @differentiable
export function first(x: number, point: { a: number; b: number }): number {
  const copy = { ...point };
  return Object.values(copy)[0]! * x;
}

export const codes = [1016];
