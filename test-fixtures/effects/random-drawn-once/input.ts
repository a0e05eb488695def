/** Random numbers are constants of the call, drawn once and kept for the reverse sweep. */
// @differentiable
export function monteCarlo(mean: number, spread: number, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const z = Math.random() * 2 - 1;
    const sample = mean + spread * z;
    sum += sample * sample * (Math.random() > 0.5 ? z : 1);
  }
  return sum;
}

export const cases = ['BI37', 'RA23'];

export const points: Parameters<typeof monteCarlo>[] = [[0.5, 0.2, 6]];

export const discrete = [2];
