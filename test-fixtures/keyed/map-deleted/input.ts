// @differentiable
export function f(x: number, y: number): number {
  const held = new Map<string, number>();
  let sum = 0;
  for (let i = 0; i < 6; i++) {
    const key = `k${i % 3}`;
    if (held.has(key)) {
      sum += held.get(key)! * y;
      if (i % 2 === 0 && held.delete(key)) sum *= 1.5;
    } else held.set(key, x * (i + 1));
    held.set('last', x * y + i);
  }
  sum += (held.get('k0') ?? 3 * x) + (held.get('k1') ?? y) * (held.get('k2') ?? 2);
  held.clear();
  held.set('k1', sum * x);
  return held.get('k1')! + (held.get('last') ?? 0) + held.size;
}

export const points: Parameters<typeof f>[] = [
  [0.7, 1.3],
  [-1.2, 0.4],
  [2.5, -0.6],
];
