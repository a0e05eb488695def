// @differentiable
export function scaledDown(x: number, y: number): number {
  let total = 0;
  let outer = x;
  while (outer > 0.5) {
    let inner = outer * y;
    while (inner > 1) {
      inner = inner / 2.5;
      total += inner * outer;
    }
    outer *= 0.6;
  }
  return total;
}

export const points: Parameters<typeof scaledDown>[] = [
  [5, 1.7],
  [0.4, 10],
  [2, 0.2],
];
