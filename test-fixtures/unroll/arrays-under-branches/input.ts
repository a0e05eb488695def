/** Local arrays become variables that branches and loops give values; those that get out, are walked or grow stay what they are. */
// @differentiable
export function mix(x: number, y: number, n: number): number {
  const v = [x, y, 0];
  const seen = new Float64Array(2);
  for (let i = 0; i < n; i++) {
    const fresh = [v[1]! * x, v[2]! + i];
    if (fresh[0]! > 1) {
      v[0] = fresh[0]! / 2;
      seen[1]! += v[0];
    } else if (fresh[1]! > 40) break;
    else v[2]! += fresh[1]! + y;
    [v[0], v[1]] = [v[1]!, v[0]! * 0.9];
  }
  const grown = [x, y];
  if (n > 2) grown[2] = v[0]!;
  const shared = [x, y, 0];
  const again = n > 3 ? shared : [y, x, 1];
  again[2] = shared[0]! * 2;
  return v[0]! * v[2]! + seen[0]! + seen[1]! + grown.length * x + shared[2]! * y;
}

export const points: Parameters<typeof mix>[] = [
  [1.5, 0.8, 6],
  [0.2, -0.7, 3],
  [0.9, 1.3, 1],
  [2, 3, 0],
];

export const discrete = [2];
