function shift(map: Map<string, number>, by: number): void {
  for (const key of map.keys()) map.set(key, map.get(key)! * by);
}

// @differentiable
export function f(x: number, y: number): number {
  let a = new Map([['k', x]]);
  let b = new Map([['k', y]]);
  for (let i = 0; i < 4; i++) {
    const chosen = i % 2 === 0 ? a : b;
    chosen.set('k', chosen.get('k')! * x + i);
    shift(chosen, y);
    [a, b] = [b, a];
  }
  return a.get('k')! - 2 * b.get('k')!;
}

export const points: Parameters<typeof f>[] = [
  [0.7, 1.3],
  [-1.2, 0.4],
  [2.5, -0.6],
];
