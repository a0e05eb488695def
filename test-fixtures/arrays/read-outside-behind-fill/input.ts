/** What a missing cell got would be summed up with the others, by what filled the array and by what it is a part of. */
// @differentiable
export function filledAndCompared(x: Float64Array): number {
  const part = [x[0]!, 1, 2];
  part.fill(x[0]! * x[1]!);
  const tail = part.slice(1);
  let sum = 0;
  for (let i = 0; i < part.length; i++) {
    const next = part[i + 1]!;
    if (next >= part[i]!) sum += next * x[2]!;
    const other = tail[i]!;
    if (other > 0) sum += other;
  }
  return sum;
}

export const points: Parameters<typeof filledAndCompared>[] = [[new Float64Array([1.5, 0.5, 0.75])]];

export const expected = [
  { value: 4 * 0.75 * 0.75 - 2 * 0.75 * 0.75 + 2 * 0.75, gradient: [0.5 * 3.5, 1.5 * 3.5, 1.5] },
];
