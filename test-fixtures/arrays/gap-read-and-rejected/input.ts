/** What is read in a gap is tested, and takes part in nothing. */
// @differentiable
export function finiteOnly(x: number[]): number {
  const part = x.slice(0, 2);
  part[3] = x[2]!;
  const inGap = part[2]!;
  return part[0]! * part[3]! + (Number.isFinite(inGap) ? inGap * x[1]! : 0);
}

export const points: Parameters<typeof finiteOnly>[] = [[[1.5, -0.5, 0.75, 2]]];
