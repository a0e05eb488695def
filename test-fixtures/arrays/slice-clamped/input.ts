/** Slices whose bounds count from the end, lie outside, are no integers or leave nothing. */
// @differentiable
export function sum(x: Float64Array, start: number, end: number): number {
  const part = x.slice(start, end);
  const rest = x.slice(end);
  const list = Array.from(x).slice(start);
  let total = 1;
  for (let i = 0; i < part.length; i++) total = total * part[i]! + i;
  for (let i = 0; i < rest.length; i++) total = Math.sin(total) * rest[i]!;
  for (let i = 0; i < list.length; i++) total += total * list[i]!;
  return total;
}

const x = new Float64Array([1.5, 2, -3, 0.5, 7]);
export const points: Parameters<typeof sum>[] = [
  [x, 1, 3],
  [x, -3, -1],
  [x, -9, 2],
  [x, 3, 9],
  [x, 1.9, 3.2],
  [x, 4, 2],
  [x, 6, 8],
  [x, 0, -9],
];

export const discrete = [1, 2];
