/** What is written by functions that take anything: what they are called with says what it is. */
function first(value: unknown): number {
  const all = value as number[];
  all[0] = 1;
  return all.length;
}

function again(value: unknown, depth: number): void {
  if (depth > 0) again(value, depth - 1);
  else (value as number[]).push(1);
}

// @differentiable
export function seen(x: number[]): number {
  const last = x[1]!;
  let sum = first(x) * x[0]! * last;
  for (let i = 0; i < 2; i++) {
    again(x, i);
    sum += x.length * last;
  }
  return sum * x[0]!;
}

export const points: Parameters<typeof seen>[] = [[[2, 3]], [[0.5, -1, 4]]];
