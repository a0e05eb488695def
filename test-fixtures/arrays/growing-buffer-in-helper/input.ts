/** A helper appends to a buffer that the caller owns. */
function record(buffer: number[], x: number): number {
  buffer.push(x * x);
  return buffer[buffer.length - 1]! + buffer.length;
}

// @differentiable
export function recorded(x: number, n: number): number {
  const buffer: number[] = [];
  let y = x;
  for (let i = 0; i < n; i++) y = 0.3 * record(buffer, y) + x;
  for (const each of buffer) y += each;
  return y;
}

export const points: Parameters<typeof recorded>[] = [
  [0.6, 3],
  [0.6, 0],
];

export const discrete = [1];
