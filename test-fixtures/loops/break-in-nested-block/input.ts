// @differentiable
export function blocks(x: number): number {
  let y = x;
  early: {
    y = y * y;
    if (y > 4) break early;
    y = y + x;
    if (y > 4) {
      y = Math.sqrt(y);
      break early;
    }
    y = -y;
  }
  return y * x;
}

export const points: Parameters<typeof blocks>[] = [[3], [1.8], [0.5], [-1]];

export const expected = [{ value: 27, gradient: 27 }];
