/** Rows are pushed and popped; a popped row is written afterwards, and the one below is read again. */
// @differentiable
export function machine(x: Float64Array, n: number): number {
  const rows: Float64Array[] = [];
  for (let i = 0; i < n; i++) rows.push(new Float64Array([x[i]!, x[i]! * x[i]!]));
  let sum = 0;
  while (rows.length > 1) {
    const top = rows.pop()!;
    const below = rows[rows.length - 1]!;
    top[0] = top[0]! * below[1]!;
    below[1] = below[1]! + top[0]!;
    sum += top[0]! * top[1]!;
  }
  return sum + rows[0]![1]!;
}

export const points: Parameters<typeof machine>[] = [
  [new Float64Array([1.5, -0.5, 2]), 3],
  [new Float64Array([0.75]), 1],
];

export const discrete = [1];
