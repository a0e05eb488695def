/** A dynamic program over a table of costs; its gradient says how often each cell is visited. */
// @differentiable
export function softShortestPath(costs: number[][], temperature: number): number {
  const best: number[][] = [];
  for (let i = 0; i < costs.length; i++) {
    best.push([]);
    for (let j = 0; j < costs[i]!.length; j++) {
      let cost = costs[i]![j]!;
      if (i > 0 && j > 0) cost += softMin(best[i - 1]![j]!, best[i]![j - 1]!, temperature);
      else if (i > 0) cost += best[i - 1]![j]!;
      else if (j > 0) cost += best[i]![j - 1]!;
      best[i]![j] = cost;
    }
  }
  return best[best.length - 1]!.at(-1)!;
}

function softMin(a: number, b: number, temperature: number): number {
  const low = a < b ? a : b;
  return low - temperature * Math.log(Math.exp((low - a) / temperature) + Math.exp((low - b) / temperature));
}

export const cases = ['LR10'];

export const points: Parameters<typeof softShortestPath>[] = [
  [
    [
      [1, 3, 1, 2],
      [1.5, 1, 5, 1],
      [4, 2, 1.2, 3],
      [2, 1, 2.5, 1],
    ],
    0.5,
  ],
];
