// @differentiable
export function rows(grid: number[][], x: number, n: number): number {
  // @checkpoint every(3)
  for (let i = 0; i < n; i++) grid[i % 2] = [x * grid[0]![0]!, x];
  return grid[0]![0]!;
}

export const codes = [4020];
