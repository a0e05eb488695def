/** Every operator keeps its place when the code is written out again. */
// @differentiable
export function nested(a: number, b: number, c: number): number {
  return (
    a -
    (b - c) -
    (a - b) / (c / (a / b)) / c +
    -(a ** 2) +
    (-a) ** 2 * (a + b) ** -c +
    -(-a) -
    -b +
    b * (a > b ? a : b) -
    +(+c)
  );
}

export const points: Parameters<typeof nested>[] = [[1.3, 0.7, 2.1]];
