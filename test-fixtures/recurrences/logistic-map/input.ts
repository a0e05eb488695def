/** Chaos: the number is exact for the executed steps, and says nothing else. */
// @differentiable
export function orbit(x0: number, r: number, n: number): number {
  let x = x0;
  for (let i = 0; i < n; i++) x = r * x * (1 - x);
  return x;
}

export const cases = ['LR22'];

export const points: Parameters<typeof orbit>[] = [
  [0.3, 3.9, 50],
  [0.3, 3.9, 5],
];

/** Too sensitive for finite differences. */
export const kinks = [0];

export const discrete = [2];

export const expected = [{ gradient: [-1.77183258975e11], within: 1e-5 }];
