// @differentiable
export function steps(x: number, word: string): number {
  const n = word.length;
  let y = x;
  for (let i = 0; i < 3; i++) {
    y = y * x + i;
    if (n % 2 === 1) {
      y += Math.sin(y);
      if (n % 2 === 0) break;
      y += n % 2 === 1 ? x : 1;
    } else if (n % 2 !== 0) {
      return y;
    }
  }
  return y;
}

export const points: Parameters<typeof steps>[] = [
  [0.7, 'a'],
  [0.7, 'ab'],
];
