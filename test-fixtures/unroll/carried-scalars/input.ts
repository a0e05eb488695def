/** Counters in steps, downwards and in fractions; values of the last turn and of the counters behind the loop. */
// @differentiable
export function carry(x: number): number {
  let [a, b, last] = [x, 1, 0];
  let i = 7;
  for (; i > 0; i -= 2) {
    [a, b] = [b + a * i, a];
    last = a - b;
  }
  let t = 0;
  for (; t < 0.5; t += 0.1) a += t * b;
  for (let k = 5; k < 5; k++) a = NaN;
  return a * last + i * b + t;
}

export const points: Parameters<typeof carry>[] = [[0.3], [-2]];
