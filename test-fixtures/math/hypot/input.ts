// @differentiable
export function length(x: number, y: number, z: number): number {
  return Math.hypot(x, y, z) + Math.hypot(x, y) + Math.hypot(z);
}

export const cases = ['BI5'];

export const points: Parameters<typeof length>[] = [
  [2, 3, 6],
  [-3, 4, -1],
];

export const expected = [undefined, undefined];
