type Layer = { readonly weights: readonly number[] };

const table: readonly (readonly number[])[] = [
  [1, 2],
  [3, 4],
];

const rules: readonly { by: number; act: (of: number) => number }[] = [
  { by: 0.1, act: (t) => t * t },
  { by: 0.3, act: Math.tanh },
];

// @differentiable
export function walked(rows: readonly (readonly number[])[], layers: readonly Layer[], x: number): number {
  let sum = x;
  let at = 0;
  let row: readonly number[] = rows[0]!;
  let weights: readonly number[] = layers[0]!.weights;
  for (let turn = 0; turn < 6; turn += at + 1) {
    sum += Math.sin(row[0]! * sum) * weights[0]! + 1 + table[at]![0]! * Math.sin(sum);
    at = (at + row.length + 1) % rows.length;
    row = rows[at]!;
    weights = layers[at]!.weights;
  }
  for (let i = rules.length - 1; i >= 0; i -= 1) sum += Math.sin(rules[i]!.act(x + x));
  return sum;
}

export const points: Parameters<typeof walked>[] = [
  [
    [
      [0.4, 0.7],
      [1.2, -0.3],
    ],
    [{ weights: [0.3] }, { weights: [0.2] }],
    0.6,
  ],
];

export const typed = 'also when not optimised';
