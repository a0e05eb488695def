/** Outside the domain the slope is NaN like the value, not the finite number that 1/x would give. */
// @differentiable
export function logs(x: number): number {
  return Math.log(x) + Math.log2(x) + Math.log10(x);
}

export const cases = ['BI22', 'RA22'];

export const points: Parameters<typeof logs>[] = [[0], [-0], [-2]];

export const kinks = [0, 1, 2];

export const expected = [
  { value: -Infinity, gradient: Infinity },
  { value: -Infinity, gradient: Infinity },
  { value: NaN, gradient: NaN },
];
