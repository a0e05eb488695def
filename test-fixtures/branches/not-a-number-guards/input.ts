// @differentiable
export function guards(x: number, y: number): number {
  let root = y;
  root *= 0.5 * (!Number.isNaN(Math.sqrt(x)) ? Math.sqrt(x) : x * x);
  const angle = 0.5 * Math.cos(!isNaN(Math.asin(y)) ? Math.asin(y) : y);
  const log = Math.log(x - y);
  return root * angle + (Number.isFinite(log) ? log * x : x / y);
}

export const points: Parameters<typeof guards>[] = [
  [0.7, 0.3],
  [-0.7, 0.3],
  [0.7, -1.34],
  [0.7, 1.34],
];
