/** `scale` is defined before a loop with a run-time count, used in it and after it. */
// @differentiable
export function scaled(x: number, n: number): number {
  const scale = Math.exp(-x);
  let s = x;
  for (let i = 0; i < n; i++) s = s * scale + 1;
  return s * scale;
}

export const cases = ['TR3'];

export const points: Parameters<typeof scaled>[] = [
  [0.4, 3],
  [0.4, 0],
];

export const discrete = [1];
