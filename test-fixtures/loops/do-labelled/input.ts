// @differentiable
export function labelled(x: number): number {
  let s = x;
  let i = 0;
  outer: do {
    i++;
    let j = 0;
    do {
      j++;
      s = Math.sin(s) + x * j;
      if (j === i) continue outer;
      if (s > 3.2 && i > 2) break outer;
    } while (j < 3);
    s *= 2;
  } while (i < 5);
  return s;
}

export const points: Parameters<typeof labelled>[] = [[0.3], [1.1]];
