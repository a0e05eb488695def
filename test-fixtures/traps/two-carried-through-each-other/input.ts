/** Neither variable may be reversed with the other's new value. */
// @differentiable
export function braided(x: number, y: number): number {
  let a = x;
  let b = y;
  for (let i = 0; i < 4; i++) {
    const oldA = a;
    a = Math.sin(b) * a;
    b = oldA * b + a;
  }
  return a - b;
}

export const points: Parameters<typeof braided>[] = [[0.9, 1.4]];
