// @differentiable
export function f(levels: ReadonlyMap<number, number>, at: number): number {
  const level = levels.get(at);
  if (level === undefined) return 1;
  return [...levels.values()].reduce((sum, each) => sum + each * level, 0);
}

export const points: Parameters<typeof f>[] = [
  [
    new Map([
      [1, 2],
      [2, 1.5],
    ]),
    2,
  ],
  [new Map([[1, 2]]), 2],
];

export const discrete = [1];
