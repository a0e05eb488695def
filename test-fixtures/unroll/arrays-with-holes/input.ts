/** An array of holes becomes variables only where each is written before it is read. */
// @differentiable
export function fill(x: number, fillAll: boolean): number {
  const a = new Array<number>(3);
  for (let i = 0; i < 3; i++) a[i] = x * i;
  const b: number[] = new Array<number>(2);
  b[0] = x;
  if (fillAll) b[1] = x * x;
  return a[1]! * a[2]! + (b[1] === undefined ? 1 : b[1] * 3) + a.length;
}

export const points: Parameters<typeof fill>[] = [
  [1.5, true],
  [1.5, false],
];
