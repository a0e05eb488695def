// @differentiable
export const sinc = function (x: number): number {
  return x === 0 ? 1 : Math.sin(x) / x;
};

export const points: Parameters<typeof sinc>[] = [[1.5], [0]];

export const kinks = [1];

export const expected = [undefined, { value: 1, gradient: 0 }];
