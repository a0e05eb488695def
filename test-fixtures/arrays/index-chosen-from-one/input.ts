// @differentiable
export function steered(xs: Float64Array, q: number): number {
  xs[1]! *= Math.cos(q);
  for (let i = 1; i <= 4; i++) {
    const one = 1;
    const at = q >= 0.6 ? one : 1;
    const x = xs[at]!;
    xs[at] = Math.sin(q * x) * x;
  }
  return xs[0]! + xs[1]!;
}

export const points: Parameters<typeof steered>[] = [
  [new Float64Array([0.3, 1.4]), 0.4],
  [new Float64Array([1.3, -0.4]), 0.9],
];

export const typed = 'also when not optimised';
