/** A function that stands in where none is passed. */
function smooth(x: number, width: number, kernel: (u: number) => number = (u) => Math.exp(-u * u)): number {
  let sum = 0;
  for (let i = -2; i <= 2; i++) {
    if (i === 1) continue;
    sum += kernel((x - i) / width);
  }
  return sum;
}

// @differentiable
export function smoothed(x: number): number {
  return smooth(x, 2) + smooth(x, x, Math.cos);
}

export const points: Parameters<typeof smoothed>[] = [[1.5]];
