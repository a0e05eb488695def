// @differentiable
export function clampedAbove(x: number, top: number): number {
  let y = x * x;
  if (y > top) y = top + Math.log(y / top);
  return y * x;
}

export const points: Parameters<typeof clampedAbove>[] = [
  [1, 2],
  [3, 2],
];
