// @differentiable
export function filledIn(x: number, y: number | undefined): number {
  let a = y;
  a ??= x * 2;
  let b = x > 1 ? 0 : x;
  b ||= a * x;
  let c = x;
  c &&= c * b;
  return a + b * c;
}

export const points: Parameters<typeof filledIn>[] = [
  [3, 5],
  [3, undefined],
  [0.5, undefined],
];
