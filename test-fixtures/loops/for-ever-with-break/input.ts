// @differentiable
export function growth(x: number): number {
  let y = x;
  for (;;) {
    if (y > 10) break;
    y = y * y + 1;
  }
  return y;
}

export const points: Parameters<typeof growth>[] = [[0.5], [3.5], [20]];

export const expected = [undefined, undefined, { value: 20, gradient: 1 }];
