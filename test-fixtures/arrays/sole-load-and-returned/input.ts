/** The array that a loop reads is returned beside the sum, so that its elements have two ways into the result. */
// @differentiable
export function both(x: number[]): { sum: number; x: number[] } {
  let sum = 1;
  for (let i = 0; i < x.length; i++) sum *= x[i]!;
  return { sum, x };
}

export const points: Parameters<typeof both>[] = [[[0.5, 1.5, -2]]];
