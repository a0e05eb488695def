/** Functions without types of their own, in code that is not followed and may throw. */
const steps: readonly ((of: number) => number)[] = [Math.tanh, (t) => Math.sin(t) * t, (t) => t * t];

// @differentiable
export function tried(x: number, y: number): number {
  const own: readonly ((of: number) => number)[] = [(t) => t * 2, (t) => Math.cos(t)];
  let sum = x;
  for (const step of steps) {
    try {
      const all: readonly ((of: number) => number)[] = [step, step];
      if (sum > 40) break;
      sum += step(sum * y);
    } catch {
      sum = 0;
    }
  }
  for (let i = 0; i < own.length; i++) {
    const each = own[i]!;
    try {
      const kept: readonly ((of: number) => number)[] = [each];
      sum *= each(y);
    } finally {
      sum += y;
    }
  }
  return sum;
}

export const points: Parameters<typeof tried>[] = [
  [0.8, 0.6],
  [-1.3, 1.1],
];
