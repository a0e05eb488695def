export const seen: string[] = [];

function halved(x: number, depth: number): number {
  if (depth <= 0) return x;
  const inner = halved(x * 0.5, depth - 1);
  seen.push(`found ${inner}`);
  return Math.sin(inner) * x;
}

// @differentiable
export function f(x: number, n: number): number {
  let s = x;
  // @checkpoint every(2)
  for (let i = 0; i < n; i++) s = halved(s, 3);
  return s;
}

export const codes = [4020];
