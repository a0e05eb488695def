// @differentiable
export function attend(query: Float64Array, keys: Float64Array[], values: Float64Array[]): Float64Array {
  const scores: number[] = [];
  let top = -Infinity;
  for (const key of keys) {
    let score = 0;
    for (let i = 0; i < query.length; i++) score += query[i]! * key[i]!;
    score /= Math.sqrt(query.length);
    scores.push(score);
    if (score > top) top = score;
  }
  let total = 0;
  const out = new Float64Array(query.length);
  for (let k = 0; k < keys.length; k++) {
    const weight = Math.exp(scores[k]! - top);
    total += weight;
    for (let i = 0; i < out.length; i++) out[i]! += weight * values[k]![i]!;
  }
  for (let i = 0; i < out.length; i++) out[i]! /= total;
  return out;
}

export const points: Parameters<typeof attend>[] = [
  [
    new Float64Array([0.5, -1]),
    [new Float64Array([1, 0.2]), new Float64Array([-0.3, 0.8]), new Float64Array([0.4, 0.4])],
    [new Float64Array([2, 1]), new Float64Array([0, -1]), new Float64Array([0.7, 0.1])],
  ],
];
