// @differentiable
export function growth(h0: number, factor: number, n: number): number {
  let h = h0;
  for (let i = 0; i < n; i++) h = factor * h;
  return h;
}

export const cases = ['LR22', 'BI43'];

export const points: Parameters<typeof growth>[] = [
  [1, 1.1, 100],
  [1, 0.9, 100],
];

export const discrete = [2];

export const expected = [
  { gradient: [1.1 ** 100, undefined, 0], within: 1e-13 },
  { gradient: [2.6561398887587544e-5, undefined, 0], within: 1e-13 },
];
