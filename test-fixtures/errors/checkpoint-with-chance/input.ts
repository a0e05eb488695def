const noise = (): number => Math.random();

// @differentiable
export function noisy(x: number, n: number): number {
  let s = x;
  // @checkpoint every(3)
  for (let i = 0; i < n; i++) s = Math.sin(s) + x * noise();
  return s;
}

export const codes = [4020];
