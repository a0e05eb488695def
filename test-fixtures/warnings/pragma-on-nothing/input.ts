// @differentiable
export function squared(x: number): number {
  return x * x;
}

// @differentiable

export const codes = [4006];

export const points: Parameters<typeof squared>[] = [[3]];

export const expected = [{ value: 9, gradient: 6 }];
