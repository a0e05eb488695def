// @differentiable
export function removed(p: { x?: number }): number {
  const before = p.x ?? 1;
  delete p.x;
  return before * (p.x ?? 2);
}

export const codes = [1001];
