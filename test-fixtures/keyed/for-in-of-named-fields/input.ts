type Weights = { first: number; second: number; third: number };

function weigh(weights: Weights, list: readonly number[]): number {
  let sum = 0;
  for (const name in weights) {
    const key = name as keyof Weights;
    if (weights[key] > 2) continue;
    sum += weights[key] ** 2 * name.length;
    weights[key] *= list[0]!;
    if (sum > 50) break;
  }
  for (const i in list) sum *= 1 + list[i]!;
  return sum;
}

// @differentiable
export function f(weights: Weights, list: readonly number[]): number {
  return weigh(weights, list) + weigh(weights, [list[1]!, weights.third]);
}

export const points: Parameters<typeof f>[] = [
  [{ first: 0.4, second: 1.2, third: -0.7 }, [0.3, 1.1]],
  [{ first: 0.4, second: 3.2, third: -0.7 }, [2.3, 1.1, 0.5]],
];
