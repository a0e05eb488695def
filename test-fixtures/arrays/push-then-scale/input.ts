// @differentiable
export function pushAndScale(x: number): number {
  const a: number[] = [];
  for (let i = 0; i < 4; i++) {
    a.push(i + x);
    a[i]! *= x;
  }
  let sum = 0;
  for (const y of a) sum += y;
  return sum;
}

export const cases = ['TR21'];

export const points: Parameters<typeof pushAndScale>[] = [[1.5]];

export const expected = [{ value: 18, gradient: 18 }];
