let scratch = 0;

// @differentiable
export function throughModule(x: number): number {
  scratch = x;
  return scratch;
}

export const cases = ['TR22'];

export const codes = [1017];
