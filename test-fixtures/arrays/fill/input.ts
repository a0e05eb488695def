// @differentiable
export function filled(x: number, n: number): Float64Array {
  const out = new Float64Array(n).fill(x * x);
  out.fill(x, 1, 3);
  return out;
}

export const points: Parameters<typeof filled>[] = [
  [3, 4],
  [3, 1],
  [3, 0],
];

export const discrete = [1];

export const expected = [{ value: new Float64Array([9, 3, 3, 9]), gradient: [14, 0] }];
