function scaled(of: Record<string, number>, by: number): Record<string, number> {
  const result: Record<string, number> = {};
  for (const key of Object.keys(of)) result[key] = of[key]! * by;
  return result;
}

// @differentiable
export function f(x: number, y: number): Record<string, number> {
  const base: Record<string, number> = { a: x, b: x * y };
  const all = { ...base, ...scaled(base, y), c: y } as Record<string, number>;
  all['d'] = Object.values(base).reduce((sum, each) => sum + each, 0);
  return scaled(all, x);
}

export const points: Parameters<typeof f>[] = [
  [0.7, 1.3],
  [-1.2, 0.4],
  [2.5, -0.6],
];
