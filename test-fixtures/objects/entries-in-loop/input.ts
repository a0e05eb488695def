/** `Object.entries` of an object that was made here, in loops that are left in every way. */
// @differentiable
export function weighed(x: number, y: number): number {
  const weights = { first: x, second: y * y, third: 0.5 };
  const rows = { low: [x, y], high: [y, 2] };
  let sum = 0;
  for (const [name, weight] of Object.entries(weights)) {
    if (name === 'third' && x > 2) break;
    // What is listed was listed before the loop began.
    weights.second = 7;
    sum += weight * weight * name.length;
    if (sum > 60) return sum * y;
  }
  turns: for (let turn = 0; turn < 3; turn++)
    for (const [name, row] of Object.entries(rows)) {
      if (name === 'high' && turn === 1) continue turns;
      row[0]! *= x;
      sum += row[0]! * row[1]!;
      if (sum > 40) break turns;
    }
  for (const [, weight] of Object.entries(weights)) sum = Math.sin(sum) + weight;
  return sum + rows.high[0]!;
}

export const points: Parameters<typeof weighed>[] = [
  [0.7, 1.3],
  [2.5, 0.4],
  [2.5, 6.5],
];
