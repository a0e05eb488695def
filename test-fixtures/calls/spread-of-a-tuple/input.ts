function scale(a: number, b: number): number {
  return a * b * b;
}

// @differentiable
export function scaled(p: [number, number], q: number): number {
  const pair: [number, number] = [q, p[0]];
  return scale(...p) + scale(...pair);
}

export const points: Parameters<typeof scaled>[] = [[[2, 3], 5]];

export const expected = [{ value: 18 + 20, gradient: [[9 + 20, 12], 4] }];
