/** Calls that nothing active is handed to keep their list of arguments: companions call the function itself. */
function weight(start: number, ...rest: number[]): number {
  let total = start;
  for (let i = 0; i < rest.length; i++) {
    if (total > 1e6) break;
    total = total * 2 + rest[i]!;
  }
  return rest.length > 0 ? total + weight(start - 1) : total;
}

// @differentiable
export function weighted(x: number, y: number): number {
  const list = [1, 2, 3];
  let sum = 0;
  for (const each of [x, y]) {
    if (weight(1, ...list) < 0) continue;
    sum += each * weight(2) + weight(3, 4, 5);
  }
  const descend = (n: number, ...more: number[]): number =>
    n <= 0 ? more.length : descend(n - 1, ...more, n) * (more[0] ?? 1);
  return sum * weight(1, x, y) + weight(2, 0.5, ...list) * y + descend(3, 2) * x;
}

export const points: Parameters<typeof weighted>[] = [
  [0.7, 1.3],
  [-0.8, 0.9],
];
