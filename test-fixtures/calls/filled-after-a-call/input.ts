/** An array that a call without anything active has made is filled by later calls: it has one shadow for all of them. */
function base(n: number): number[] {
  if (n <= 0) return [];
  const shorter = base(n - 1);
  shorter.push(n);
  return shorter;
}
function put(a: number[], i: number, v: number): void {
  if (i > 5) {
    put(a, i - 1, v);
    return;
  }
  a[i] = v;
}
// @differentiable
export function f(x: number, y: number): number {
  const a = base(3);
  put(a, 0, x * y);
  put(a, 1, x + y);
  a[2]! *= x;
  let sum = 0;
  for (let i = 0; i < 3; i++) {
    if (sum > 100) break;
    put(a, i, a[i]! * y);
    sum += a[i]! * a[(i + 1) % 3]!;
  }
  return sum;
}

export const points: Parameters<typeof f>[] = [
  [0.7, 1.3],
  [-0.8, 0.9],
];
