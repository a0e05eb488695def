// @differentiable
export function wrapped(x: number, period: number): number {
  return (x % period) * x;
}

export const cases = ['BI5'];

export const points: Parameters<typeof wrapped>[] = [
  [7.5, 2],
  [-7.5, 2],
  [7.5, -2],
  [1, 2],
];

export const expected = [
  { value: 11.25, gradient: [9, -22.5] },
  { value: 11.25, gradient: [-9, -22.5] },
  { value: 11.25, gradient: [9, 22.5] },
  { value: 1, gradient: [2, 0] },
];
