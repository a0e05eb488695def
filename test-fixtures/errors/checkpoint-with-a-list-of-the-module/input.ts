const log: string[] = [];

function noted(x: number): number {
  log.push('noted');
  return Math.sin(x);
}

// @differentiable
export function chosen(x: number): number {
  const steps = { a: (t: number) => t * x, b: noted };
  let s = x;
  // @checkpoint revolve(2)
  for (const name of ['a', 'b', 'a'] as const) s += steps[name](s);
  return s;
}

export const codes = [4020];
