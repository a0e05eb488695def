/** Five hundred inner turns: a deep tape, no deep stack. */
// @differentiable
export function longChain(x: number): number {
  let total = 0;
  for (let i = 0; i < 3; i++) {
    let s = x;
    for (let j = 0; j < 500; j++) s = Math.sin(s) + x * 0.1;
    total += s * (i + 1);
  }
  return total;
}

export const cases = ['TR16'];

export const points: Parameters<typeof longChain>[] = [[0.9]];
