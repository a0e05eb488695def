// @differentiable
export function joined(a: Float64Array, b: number[]): Float64Array {
  const out = new Float64Array(a.length + b.length);
  out.set(a);
  out.set(b, a.length);
  out[0]! *= out[a.length]!;
  return out;
}

export const points: Parameters<typeof joined>[] = [[new Float64Array([2, 3]), [5, 7, 11]]];

export const expected = [
  { value: new Float64Array([10, 3, 5, 7, 11]), gradient: [new Float64Array([5, 1]), [3, 1, 1]] },
];
