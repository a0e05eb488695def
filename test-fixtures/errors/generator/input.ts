function* powers(x: number): Generator<number> {
  yield x;
  yield x * x;
}

// @differentiable
export function total(x: number): number {
  let sum = 0;
  for (const y of powers(x)) sum += y;
  return sum;
}

export const codes = [1005, 1013];
