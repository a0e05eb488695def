/** A local function changes a variable around it. */
// @differentiable
export function tally(x: number): number {
  let total = 0;
  let calls = 0;
  const add = (y: number): void => {
    total += y * total + y;
    calls++;
  };
  add(x);
  add(x * x);
  for (let i = 0; i < 2; i++) add(i + x);
  return total / calls;
}

export const points: Parameters<typeof tally>[] = [[0.7]];
