// @differentiable
export function checkedRoot(x: number, name: string): number {
  if (!(x >= 0)) throw new RangeError(`${name} must not be negative, but is ${x}`);
  return Math.sqrt(x) * x;
}

export const cases = ['BI23'];

export const points: Parameters<typeof checkedRoot>[] = [
  [4, 'x'],
  [-1, 'x'],
  [4, 'again'],
];

export const expected = [{ value: 8, gradient: [3] }, undefined, { value: 8, gradient: [3] }];
