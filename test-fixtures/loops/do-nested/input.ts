// @differentiable
export function averaged(x: number, y: number): number {
  let s = 0;
  let i = 0;
  do {
    let j = 0;
    let t = y;
    do {
      t = 0.5 * (t + x / t);
      j += 1;
    } while (j < i);
    s += t;
    i += 1;
  } while (i < 4);
  return s;
}

export const points: Parameters<typeof averaged>[] = [[2, 1.5]];
