// @differentiable
export function smoothed(list: number[], x: number, n: number): number {
  let last = list[0]!;
  // @checkpoint every(3)
  for (let i = 0; i < n; i++) {
    if (last === undefined) last = x;
    last = Math.sin(last) * x;
  }
  return last;
}

export const codes = [4020];
