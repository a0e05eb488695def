// @differentiable
export function cholesky(a: Float64Array): number {
  const l = new Float64Array(9);
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[3 * i + j]!;
      for (let k = 0; k < j; k++) sum -= l[3 * i + k]! * l[3 * j + k]!;
      l[3 * i + j] = i === j ? Math.sqrt(sum) : sum / l[3 * j + j]!;
    }
  }
  let determinant = 1;
  for (let i = 0; i < 3; i++) determinant *= l[4 * i]! * l[4 * i]!;
  return Math.log(determinant);
}

export const points: Parameters<typeof cholesky>[] = [[new Float64Array([4, 1, 0.5, 1, 3, 0.2, 0.5, 0.2, 2])]];
