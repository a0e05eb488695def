/** Functions that give `null` where there is no result. */
function inverse(m: readonly number[]): number[] | null {
  const determinant = m[0]! * m[3]! - m[1]! * m[2]!;
  if (determinant === 0) return null;
  return [m[3]! / determinant, -m[1]! / determinant, -m[2]! / determinant, m[0]! / determinant];
}

function powers(x: number, n: number): number[] | null {
  if (n < 0) return null;
  const all = [1];
  while (all.length <= n) all.push(x * all[all.length - 1]!);
  return all;
}

// @differentiable
export function traced(x: number, y: number): number {
  const m = inverse([x, y, 2, 3 * x]);
  let sum = m !== null ? m[0]! * m[1]! : x;
  if (inverse([x, x, y, y]) !== null) return 0;
  for (let i = 0; i < 4; i++) {
    const found = inverse([i * x, y, 1, x - y]);
    if (found === null) continue;
    if (found[0]! > 9) break;
    sum += found[0]! * i;
  }
  const all = powers(x, 3);
  return sum + (all?.[2] ?? y) * (powers(y, -1)?.[0] ?? x);
}

export const points: Parameters<typeof traced>[] = [
  [0.4, 0.7],
  [-0.9, 1.1],
  [0.6, -0.5],
];
