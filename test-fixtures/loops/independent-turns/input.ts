/** Turns add to a sum, and each is reversed as soon as it has run; a second loop goes on with the sum. */
// @differentiable
export function penalised(w: Float64Array, data: Float64Array, kept: boolean[], rate: number): number {
  let loss = 0;
  for (let i = 0; i < kept.length; i++) {
    if (!kept[i]) continue;
    let margin = 0;
    for (let j = 0; j < w.length; j++) margin += w[j]! * data[i * w.length + j]!;
    if (margin > 0) loss += margin * margin * rate;
    else loss -= Math.sqrt(1 - margin) * rate;
  }
  for (const each of w) loss += rate * each * each;
  return (-(loss + rate) * 0.5) / kept.length;
}

export const points: Parameters<typeof penalised>[] = [
  [Float64Array.of(0.5, -0.3), Float64Array.of(1, 2, 0.3, -0.4, 0.7, 1.5, -2, 0.1), [true, true, false, true], 0.25],
  [Float64Array.of(0.2), Float64Array.of(0.4, -3, 1), [true, true, true], -0.5],
];
