const kept = { p: -0.7, v: [0.9, -0.7] };
let single = 0.1;

function helper(s: number, by: number = Math.sin(s)): number {
  kept.p += 0.5 * Math.cos(by * single);
  return kept.p;
}

// @differentiable
export function given(x: number): number {
  kept.p = 0.3;
  kept.v[0] = x * x;
  single = x;
  return helper(x, kept.v[x > 0.9 ? 2 : x > 0.5 ? 1 : 0]!) + kept.p;
}

export const points: Parameters<typeof given>[] = [[0.4], [0.7], [1.1]];

export const typed = 'also when not optimised';
