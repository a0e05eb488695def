// @differentiable
export function writtenThroughAlias(a: number[], b: number[]): number {
  b[0] = 2 * a[0]!;
  return a[0]! * b[0]!;
}

export const cases = ['RA20', 'BI24'];

const same = [3];

export const points: Parameters<typeof writtenThroughAlias>[] = [
  [same, same],
  [[3], [5]],
];

const total = [24];

export const expected = [
  { value: 36, gradient: [total, total] },
  { value: 18, gradient: [[12], [0]] },
];
