// @differentiable
export function tinyGraph(x: number, y: number): number {
  return x * y + Math.sin(x);
}

export const cases = ['AC11'];

export const points: Parameters<typeof tinyGraph>[] = [[1, 2]];

export const expected = [{ value: 2.8414709848078967, gradient: [2.5403023058681398, 1] }];
