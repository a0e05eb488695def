type Cell = { value: number };

// @differentiable
export function larger(a: Cell, b: Cell): number {
  const winner = a.value > b.value ? a : b;
  winner.value *= winner.value;
  return a.value + 2 * b.value;
}

export const points: Parameters<typeof larger>[] = [
  [{ value: 3 }, { value: 2 }],
  [{ value: 1 }, { value: 2 }],
];

export const expected = [
  { value: 13, gradient: [{ value: 6 }, { value: 2 }] },
  { value: 9, gradient: [{ value: 1 }, { value: 8 }] },
];
