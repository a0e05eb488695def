/** An array that is declared without a type has that of its later uses from the beginning, also where it gets its first elements. */
// @differentiable
export function area(x: number, y: number): number {
  const boxes = [];
  for (let i = 0; i < 3; i++) boxes.push({ w: x * i, h: y });
  const corners = [];
  for (let i = 0; i < 3; i++) corners[i] = { at: x + y * i };
  const sums = [];
  let sum = 0;
  for (const [i, box] of boxes.entries()) {
    sum += box.w * box.h * corners[i]!.at;
    sums.push(sum * sum);
  }
  sums.unshift(Math.sin(x));
  return sums[0]! * sums[1]! + sums[3]!;
}

export const points: Parameters<typeof area>[] = [
  [1.2, 0.7],
  [0.3, -1.1],
];
