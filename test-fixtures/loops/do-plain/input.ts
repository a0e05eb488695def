// @differentiable
export function cubeByDo(x: number): number {
  let t = x;
  let k = 0;
  do {
    t *= x;
    k++;
  } while (k < 2);
  return t;
}

export const cases = ['TR10'];

export const points: Parameters<typeof cubeByDo>[] = [[2], [-0.5]];

export const expected = [{ value: 8, gradient: 12 }];
