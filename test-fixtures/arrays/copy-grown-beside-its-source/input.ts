// @differentiable
export function last(a: number[], b: number[], out: Float64Array): number {
  const sliced = a.slice(1);
  const copied = Array.from(b);
  sliced[sliced.length] = 0.5;
  copied.push(a[0]!);
  out[0] = sliced[sliced.length - 1]! * sliced[0]!;
  return Math.sin(out[0]) + out[1]! * copied[1]! * copied[copied.length - 1]!;
}

export const points: Parameters<typeof last>[] = [[[0.3, -1.4, 0.7], [0.2, 1.3], Float64Array.of(1.4, -0.6)]];
