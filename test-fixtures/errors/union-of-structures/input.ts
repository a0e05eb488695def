// @differentiable
export function either(x: number[] | { value: number }): number {
  const y = x;
  return 'value' in y ? y.value : y[0]!;
}

export const codes = [1001, 1015];
