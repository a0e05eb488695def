/** Arrays that turns make longer, also turns that are not recorded at first; within an object, and read behind the loop. */
type History = { values: number[]; last: number };

// @differentiable
export function grown(x: number, y: number, n: number): number {
  const a = [x];
  const history: History = { values: [y], last: 0 };
  // @checkpoint every(2)
  for (let i = 1; i < n; i++) {
    a[i] = a[i - 1]! * y;
    history.values[i] = Math.sin(a[i]!) + history.values[i - 1]!;
    history.last = history.values[i]! * x;
  }
  let sum = a[0]! + a[a.length - 1]! + history.last;
  for (const value of history.values) sum += value * value;
  return sum;
}

export const points: Parameters<typeof grown>[] = [
  [0.7, 1.2, 1],
  [0.7, 1.2, 2],
  [0.7, 1.2, 7],
];
export const discrete = [2];
