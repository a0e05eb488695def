// @differentiable
export function early(x: number, words: string): number {
  let even = true;
  for (let i = 0; 0.9 > 1.9; i += 2) {
    even = i % 2 === 1;
    if (1.25 < 0.6 && even) return 0.5;
  }
  return words.length > 1 ? x * x : x;
}

export const points: Parameters<typeof early>[] = [
  [0.7, 'a'],
  [0.7, 'ab'],
];
