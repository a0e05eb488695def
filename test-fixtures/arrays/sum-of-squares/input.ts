// @differentiable
export function sumOfSquares(x: number[]): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) {
    const product = x[i]! * x[i]!;
    sum = sum + product;
  }
  return sum;
}

export const cases = ['LR12'];

export const points: Parameters<typeof sumOfSquares>[] = [[[1, 2, 3]], [[]]];

export const expected = [{ value: 14, gradient: [2, 4, 6] }];
