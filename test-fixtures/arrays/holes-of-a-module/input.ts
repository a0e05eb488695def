/** Lists with holes that stand outside of the function, or come from code that is run as it stands. */
const weights: number[] = [];
weights[1] = 2;
weights[3] = 5;

// @nondifferentiable
function steps(n: number): number[] {
  const made = new Array<number>(n);
  made[n - 1] = 0.5;
  return made;
}

// @differentiable
export function weighted(x: number, y: number): number {
  const kept = weights.filter((w) => w * x < 1000);
  return weights.reduce((s, w) => s + w * x, kept.length * y) + steps(4).reduce((s, w) => s + w * x * y, 0);
}

export const points: Parameters<typeof weighted>[] = [[1.5, -0.7]];
