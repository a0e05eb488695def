// @differentiable
export function f(x: number, y: number, limit: number): number {
  const parts = new Map<string, number>();
  for (let i = 0; i < 5; i++) parts.set(String(i), x * i + y);
  let sum = 0;
  outer: for (const [name, part] of parts) {
    if (name === '1') continue;
    for (const other of parts.values()) {
      if (other > limit * part) continue outer;
      sum += part * other;
      if (sum > 40) break outer;
    }
    if (part > 5) return sum * part;
  }
  return sum + x;
}

export const points: Parameters<typeof f>[] = [
  [0.7, 1.1, 2],
  [2, -0.5, 3],
  [3, 2, 1.2],
  [-1, 0.3, 0.5],
];

export const discrete = [2];
