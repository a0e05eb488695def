let scratch = 0;

// @differentiable
export function throughModule(x: number): number {
  scratch = x;
  return scratch;
}

export const cases = ['TR22'];

export const points: Parameters<typeof throughModule>[] = [[3]];

export const expected = [{ value: 3, gradient: 1 }];
