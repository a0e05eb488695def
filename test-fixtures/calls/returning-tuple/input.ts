function quadraticRoots(a: number, b: number, c: number): [number, number] {
  const root = Math.sqrt(b * b - 4 * a * c);
  return [(-b - root) / (2 * a), (-b + root) / (2 * a)];
}

// @differentiable
export function spread(a: number, b: number, c: number): number {
  const [low, high] = quadraticRoots(a, b, c);
  return high - low * low;
}

export const points: Parameters<typeof spread>[] = [[1, -3, 2]];

export const expected = [{ value: 1, gradient: [-4 - 2, -2 - 2, -1 - 2] }];
