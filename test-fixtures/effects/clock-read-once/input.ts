// @differentiable
export function stamped(x: number, stamps: number[]): number {
  const start = Date.now();
  const y = Math.exp(-x);
  stamps.push(Date.now() - start);
  return y * x;
}

export const points: Parameters<typeof stamped>[] = [[0.7, []]];
