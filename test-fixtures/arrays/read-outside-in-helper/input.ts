/** A helper's result may be missing or NaN, and then its caller does not use it. */
function difference(xs: number[], i: number): number {
  let result = xs[i + 1]! - xs[i]!;
  for (let k = 0; k < 3; k++) result = result / 2 + xs[i]!;
  return result;
}

function write(ys: number[], xs: number[], i: number): void {
  for (let k = 0; k < 3; k++) ys[i + k] = xs[i + 1]! + xs[i]! / (k + 1);
}

// @differentiable
export function steps(xs: number[]): number {
  const ys: number[] = [];
  let sum = 0;
  for (let i = 0; i < xs.length; i++) {
    const d = difference(xs, i);
    if (d > 0) sum += d * xs[i]!;
    write(ys, xs, i);
    const y = ys[i + 1]!;
    if (y > 0) sum += y;
  }
  return sum;
}

export const points: Parameters<typeof steps>[] = [[[2, 3, 5, 4]], [[2]]];
