/** What decides the test may grow in any way, as long as constants alone decide it. */
// @differentiable
export function geometric(x: number): number {
  let [step, sum] = [1, 0];
  // @unroll
  while (step < 1000) {
    sum += Math.sin(step * x);
    step *= 3;
  }
  // @unroll
  do {
    sum *= 1 + 0.1 * step * x;
    step = Math.floor(step / 7);
  } while (step > 0);
  return sum;
}

export const points: Parameters<typeof geometric>[] = [[0.3], [-0.01]];
