// @differentiable
export function two(x1: number, x2: number): number[] {
  return [x1 * x2 + Math.sin(x1), Math.exp(x2) + x1 * x1];
}

export const cases = ['AC25', 'BI6'];

export const points: Parameters<typeof two>[] = [[1, 0]];

export const expected = [{ value: [0.8414709848078965, 2], direction: [2, -1], tangent: [0.08060461173627953, 3] }];
