// @differentiable
export function flags(x: number, y: number): number {
  const above = x > y;
  const far = Math.abs(x - y) > 2;
  let both = above && far;
  if (!above || x === 7) both = !both;
  return both ? x * y : x + y;
}

export const points: Parameters<typeof flags>[] = [
  [5, 1],
  [1.5, 1],
  [1, 5],
  [1, 2],
];
