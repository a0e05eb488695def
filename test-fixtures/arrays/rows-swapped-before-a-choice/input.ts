function ofFirst(rows: number[][], k: number): number {
  return k === 1 ? rows[0]![0]! ** 2 * rows[1]![1]! : rows[1]![0]!;
}

// @differentiable
export function swapped(rows: number[][], n: string): number {
  [rows[0], rows[1]] = [rows[1]!, rows[0]!];
  let x = 0.5;
  if (n.length === 1) {
    x = rows[0]![1]! ** 2;
    if (n === 'b') x += Math.sin(rows[1]![0]! * x);
  }
  return x * rows[1]![1]! + ofFirst(rows, n.length);
}

export const points: Parameters<typeof swapped>[] = [
  [
    [
      [0.4, -1.5],
      [0.1, 1.4],
    ],
    'a',
  ],
  [
    [
      [0.4, -1.5],
      [0.1, 1.4],
    ],
    'b',
  ],
];
