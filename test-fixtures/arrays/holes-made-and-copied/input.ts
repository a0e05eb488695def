/** Holes that are made behind the end, by a length, by a literal, and that go along with copies. */
// @differentiable
export function made(x: number, y: number): number {
  const behind = [x];
  behind[behind.length + 1] = y;
  const longer = [x, y];
  longer.length = 4;
  const joined = behind.concat(longer.slice(1), [x * y], 2);
  let sum = joined.length * joined.map((t) => t * y).reduce((s, t) => s + t);
  sum += [behind, longer].map((each) => each.map((t) => t * x).reduce((s, t) => s + t)).reduce((s, t) => s * t);
  const literal: (number | undefined)[] = [x, , y];
  literal.forEach((t, i) => {
    sum += (t ?? 1000) * (i + 1);
  });
  return sum + [...longer].length + [[x, y], behind].flat().reduce((s, t) => s + t * t);
}

export const points: Parameters<typeof made>[] = [
  [1.5, -0.7],
  [2, 3],
];
