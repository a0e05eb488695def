// @differentiable
export function middle(kind: string, x: number): number {
  let y = 1;
  switch (kind) {
    case 'a':
      y += x;
    default:
      y *= x * x;
    case 'b':
      y += x;
      break;
    case 'c':
  }
  return y;
}

export const points: Parameters<typeof middle>[] = [
  ['a', 2],
  ['b', 2],
  ['c', 2],
  ['d', 2],
];

export const expected = [
  { value: 14, gradient: [undefined, 4 + 12 + 1] },
  { value: 3, gradient: [undefined, 1] },
  { value: 1, gradient: [undefined, 0] },
  { value: 6, gradient: [undefined, 5] },
];
