/** Arrays that change their length beside one whose gradient is rounded: all get back what they had on entry. */
// @differentiable
export function drained(stack: number[], others: number[], weights: Float32Array): number {
  let sum = 0;
  others.push(stack[0]! * weights[0]!);
  while (stack.length > 1) sum = sum * weights[1]! + stack.pop()! ** 2;
  return sum * others[others.length - 1]! + others[0]!;
}

export const points: Parameters<typeof drained>[] = [[[1, 2, 3], [4], Float32Array.of(0.5, 2)]];

export const expected = [{ value: 15, gradient: [[11, 2, 6], [1], [22, 4.5]] }];

/** The gradient of `weights` is rounded to single precision. */
export const tolerance = { differences: 1e-6, product: 1e-6 };
