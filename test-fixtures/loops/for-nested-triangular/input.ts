// @differentiable
export function pairEnergy(x: Float64Array): number {
  let energy = 0;
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j < i; j++) {
      const d = x[i]! - x[j]!;
      energy += 1 / (d * d + 0.5);
    }
  }
  return energy;
}

export const points: Parameters<typeof pairEnergy>[] = [
  [new Float64Array([0.1, 1.3, -0.4, 2.2])],
  [new Float64Array([0.1])],
  [new Float64Array([])],
];
