/** What was drawn decides how often a loop runs, which side is taken, and what a helper makes of it: drawn once, all of it. */
function jitter(x: number, depth: number): number {
  const z = Math.random();
  if (depth === 0 || z < 0.2) return x * z;
  return Math.sin(x * z) + jitter(x * x, depth - 1);
}

// @differentiable
export function walk(x: number, spread: number): number {
  let y = x;
  let steps = 0;
  while (Math.random() < 0.9 && steps < 30) {
    const forward = Math.random() > 0.4;
    y = forward ? y * 0.9 + spread * Math.random() : jitter(y * 0.5, 3);
    if (Math.random() < 0.05) break;
    steps++;
  }
  return y * y;
}

export const cases = ['RA23'];

export const points: Parameters<typeof walk>[] = [
  [0.5, 0.2],
  [0.8, 0.1],
];
