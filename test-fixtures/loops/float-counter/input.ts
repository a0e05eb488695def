/** The counter itself is active: it starts at a parameter. */
// @differentiable
export function sumFrom(start: number, step: number): number {
  let sum = 0;
  for (let x = start; x < 10; x = x * 1.5 + step) sum += x * x;
  return sum;
}

export const points: Parameters<typeof sumFrom>[] = [
  [1, 0.3],
  [11, 0.3],
];

export const expected = [undefined, { value: 0, gradient: [0, 0] }];
