/** A function is given the array that it also knows by the name of its module. */
const table: number[] = [0, 0];

// @differentiable
export function kept(x: number, y: number): number {
  table[0] = y;
  table[1] = 1;
  const first = given(table, x) + table[0]!;
  const own = [1];
  table[0] = y * y;
  return first + given(own, x * y) * own[0]! + given(table, first);
}

// @differentiable
export function given(array: number[], x: number): number {
  array[0] = x * x;
  return table[0]! * x;
}

export const points: Parameters<typeof kept>[] = [
  [0.7, 1.3],
  [-1.4, 0.6],
];
