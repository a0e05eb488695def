// @differentiable
export function step(a: number, b: number): [number, number] {
  return [a + b, a * b];
}

export const cases = ['LR13'];

export const points: Parameters<typeof step>[] = [
  [1, 2],
  [1, 2],
];

export const expected = [
  { value: [3, 2], cotangent: [0, 1], gradient: [2, 1], direction: [1, 0], tangent: [1, 2] },
  { value: [3, 2], cotangent: [1, 0], gradient: [1, 1], direction: [0, 1], tangent: [1, 1] },
];
