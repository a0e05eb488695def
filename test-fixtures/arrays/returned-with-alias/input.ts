/** Both parts of the result are one array. */
// @differentiable
export function twice(x: number): number[][] {
  const row = [x, x * x];
  return [row, row];
}

export const points: Parameters<typeof twice>[] = [[3]];
