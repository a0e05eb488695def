// @differentiable
export function nested(x: number): number {
  let s = x;
  let i = 0;
  outer: while (i < 4) {
    i++;
    let j = 0;
    while (j < 4) {
      j++;
      if (j === 2 && i === 2) continue outer;
      if (i + j === 7) break outer;
      s = Math.sin(s + x / j);
    }
    s += x * i;
  }
  return s;
}

export const points: Parameters<typeof nested>[] = [[0.7], [-1.9]];
