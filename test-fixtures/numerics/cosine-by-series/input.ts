// @differentiable
export function cosine(x: number): number {
  let term = 1;
  let sum = 0;
  for (let k = 0; Math.abs(term) > 1e-17; k += 2) {
    sum += term;
    term *= (-x * x) / ((k + 1) * (k + 2));
  }
  return sum;
}

export const points: Parameters<typeof cosine>[] = [[0.7], [3]];

export const expected = [
  { value: Math.cos(0.7), gradient: -Math.sin(0.7), within: 1e-14 },
  { gradient: -Math.sin(3), within: 1e-12 },
];
