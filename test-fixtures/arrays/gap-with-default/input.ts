/** In gaps and behind the end there is a default. */
// @differentiable
export function defaulted(x: number[]): number {
  const part = x.slice(0, 2);
  part[3] = x[2]!;
  let sum = 0;
  for (let i = 0; i < 6; i++) sum += (part[i] ?? x[0]!) * x[1]!;
  return sum;
}

export const points: Parameters<typeof defaulted>[] = [[[1.5, -0.5, 0.75, 2]]];
