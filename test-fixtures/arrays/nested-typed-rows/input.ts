// @differentiable
export function rowNorms(rows: Float64Array[]): number[] {
  return rows.map((row) => {
    let sum = 0;
    for (const x of row) sum += x * x;
    return Math.sqrt(sum);
  });
}

export const points: Parameters<typeof rowNorms>[] = [[[new Float64Array([3, 4]), new Float64Array([5, 12])]], [[]]];

export const expected = [
  { value: [5, 13], cotangent: [1, 13], gradient: [new Float64Array([0.6, 0.8]), new Float64Array([5, 12])] },
];
