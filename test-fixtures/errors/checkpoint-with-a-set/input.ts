// @differentiable
export function masked(x: number, mask: Set<number>, n: number): number {
  let s = x;
  // @checkpoint revolve(4)
  for (let i = 0; i < n; i++) if (mask.has(i)) s = Math.sin(s) + x;
  return s;
}

export const codes = [4020];
