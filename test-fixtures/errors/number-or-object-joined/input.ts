class Pair {
  constructor(
    public first: number,
    public second: number,
  ) {}
}

// @differentiable
export function chosen(x: number, y: number): number {
  let value: number | Pair = x;
  if (y > 0) value = new Pair(0, 0);
  return typeof value === 'number' ? value * y : value.first;
}

// @differentiable
export function carried(x: number, y: number): number {
  let value: number | Pair = x * y;
  for (let i = 0; i < 3; i++) if (i === 1 && y > 1) value = new Pair(1, 1);
  return typeof value === 'number' ? value : value.first;
}

export const codes = [1001, 1001, 2002, 2002];
