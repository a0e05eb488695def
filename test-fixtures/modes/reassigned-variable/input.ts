// @differentiable
export function versions(start: number): number {
  let x = start;
  x = x * x;
  x = x + 1;
  return x;
}

export const cases = ['RA16'];

export const points: Parameters<typeof versions>[] = [[2]];

export const expected = [{ value: 5, gradient: 4 }];
