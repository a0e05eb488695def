// @differentiable
export function f(x: number, y: number): number {
  const masses = new Map<number, number>([
    [1, x],
    [2, y],
    [3, x * y],
  ]);
  let moment = 0;
  masses.forEach((mass, at, all) => {
    moment += mass * at * at + all.get(1)!;
    if (at < 3) all.set(at, mass * y);
  });
  masses.forEach((mass) => (moment *= 1 + 0.1 * mass));
  return moment;
}

export const points: Parameters<typeof f>[] = [
  [0.7, 1.3],
  [-1.2, 0.4],
  [2.5, -0.6],
];
