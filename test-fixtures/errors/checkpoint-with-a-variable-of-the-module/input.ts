let scale = 1;

// @differentiable
export function scaled(x: number, n: number): number {
  scale = x * x;
  let s = x;
  // @checkpoint
  for (let i = 0; i < n; i++) s = Math.sin(s * scale);
  return s;
}

export const codes = [4020];
