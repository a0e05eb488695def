// @differentiable
export function f(x: number, y: number): number {
  const values: { [name: string]: number } = { first: x, second: y, ['th' + 'ird']: x * y };
  let sum = 0;
  for (const key in values) {
    if (key === 'second') continue;
    sum += values[key]! ** 2;
    values[key] = sum * y;
    if (sum > 100) break;
  }
  for (const key in values) {
    if (key === 'first') delete values['second'];
    sum += values[key]! * key.length;
  }
  return sum;
}

export const points: Parameters<typeof f>[] = [
  [0.7, 1.3],
  [-1.2, 0.4],
  [2.5, -0.6],
];
