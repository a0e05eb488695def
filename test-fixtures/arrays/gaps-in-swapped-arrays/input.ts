/** Two arrays change their names and get gaps in turn. */
// @differentiable
export function swapped(x: Float64Array): number {
  let a = [x[0]!, x[1]!];
  let b = [x[2]!];
  const buffer = new Float64Array(8);
  for (let i = 0; i < 3; i++) {
    buffer.set(b, i);
    b[2 + i] = a[0]! * buffer[i]!;
    const other = a;
    a = b;
    b = other;
  }
  return buffer[0]! + buffer[1]! * buffer[2]! * a[0]!;
}

export const points: Parameters<typeof swapped>[] = [[new Float64Array([1.5, -0.5, 0.75, 2])]];
