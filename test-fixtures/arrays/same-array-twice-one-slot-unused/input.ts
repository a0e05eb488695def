// @differentiable
export function readsTheFirst(a: number[], b: number[], rows: number[][]): number {
  a[1] = 2 * a[0]!;
  return a[0]! * a[1]! + b.length + rows.length;
}

const same = [3, 1];

export const points: Parameters<typeof readsTheFirst>[] = [
  [same, same, [same, [1]]],
  [[3, 1], same, [same]],
];

const total = [12, 0];
const none = [0, 0];

export const expected = [
  { value: 22, gradient: [total, total, [total, [0]]] },
  { value: 21, gradient: [[12, 0], none, [none]] },
];
