// Behind `break` the checker knows that the flag is false: what `&&` would give is of another kind then.
// @differentiable
export function product(x: number, y: number): number {
  const large = x > 1;
  const values = [x, y];
  scale: {
    if (large) break scale;
    large && (values[0] = x * y);
    const kept = large && 3 * x;
    const other = !large || y;
    if (kept || !other) values[1] = 0;
    values[1]! *= 2;
  }
  return values[0]! * values[1]!;
}

export const points = [
  [0.7, 1.3],
  [1.2, -0.4],
];
