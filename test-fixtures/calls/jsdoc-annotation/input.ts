/**
 * Distance of two points on a line.
 * @differentiable
 */
export function gap(a: number, b: number): number {
  return Math.sqrt((a - b) ** 2 + 1);
}

export const points: Parameters<typeof gap>[] = [[1, 3]];
