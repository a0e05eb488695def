/** Messages within unrolled turns: the type checker, which computes them as far as it can, has an end all the same. */
export const log: string[] = [];

// @differentiable
export function f(x: number): number {
  let s = x;
  // @unroll
  for (let i = 0; i < 24; i++) {
    log.push(`turn ${i}: ${s}`);
    s = (s + s * s) * 0.5;
  }
  return s;
}

export const points: Parameters<typeof f>[] = [[0.3], [0.9]];
export const effects = { reset: (): void => void (log.length = 0), read: (): readonly string[] => [...log] };
