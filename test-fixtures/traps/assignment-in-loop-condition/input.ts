// @differentiable
export function assigned(i: number, j: number): number {
  let res = 0;
  for (let c = 0; (res = i * j); ++c) {
    if (c === 1) break;
  }
  return res;
}

export const cases = ['TR6'];

export const points: Parameters<typeof assigned>[] = [[3, 5]];

export const expected = [{ value: 15, gradient: [5, 3] }];
