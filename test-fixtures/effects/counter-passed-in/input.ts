/** The function writes into a log that it was given: once, and in order. */
// @differentiable
export function logged(x: number, log: string[]): number {
  let y = x;
  for (let i = 0; i < 3; i++) {
    y = Math.sin(y) + x;
    log.push(`turn ${i}`);
  }
  log.push('done');
  return y;
}

export const cases = ['RA24'];

export const points: Parameters<typeof logged>[] = [
  [0.4, []],
  [0.4, ['before']],
];
