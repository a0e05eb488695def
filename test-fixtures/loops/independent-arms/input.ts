/** What turns add to: in an arm behind an early return, to numbers from outside and to several sums. */
// @differentiable
export function fit(xs: number[], a: number, b: number): number {
  if (xs.length === 0) return a;
  const scale = a * b;
  let near = b;
  let far = 0;
  let count = 0;
  for (const x of xs) {
    const distance = Math.sqrt((x - a) * (x - a) + scale * scale);
    count++;
    if (distance < 1) {
      const square = distance * distance;
      near += square * b;
      continue;
    }
    far += distance;
    for (let k = 0; k < count; k++) {
      if (k > 1) far -= 0.1 * k * scale;
      near = k % 2 === 0 ? near + x * scale : near;
    }
  }
  const total = near * 2 - far;
  return total + scale * scale;
}

export const points: Parameters<typeof fit>[] = [
  [[0.3, 1.5, -2, 0.7, 2.5, 9, 1], 0.4, 0.6],
  [[3, 1.2, 2.2], -0.4, 1.6],
  [[], 0.5, 1],
];
