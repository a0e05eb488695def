type Pair = { x: number; y: number };

function energy(of: Pair, scale: number): number {
  let sum = 0;
  let x = of.x;
  for (let k = 0; k < 3; k++) {
    x = x * scale + of.y;
    if (x > 10) return sum;
    sum += x * x;
  }
  return sum;
}

/** Loops in turns that add to the same sum, arrays and objects that turns make, and what they call. */
// @differentiable
export function pairs(all: Pair[], scale: number): number {
  let sum = 0;
  for (let i = 0; i < all.length; i++) {
    const own = [all[i]!.x * scale, all[i]!.y];
    const moved: Pair = { x: own[0]!, y: own[1]! * scale };
    own[0]! += moved.y;
    for (let j = 0; j < i; j++) {
      const dx = all[j]!.x - own[0]!;
      const dy = all[j]!.y - moved.y;
      sum += Math.sqrt(dx * dx + dy * dy + 1);
    }
    own[1] = own[0]! * own[0]!;
    moved.x += own[1]!;
    sum -= energy(moved, scale) * own[1]!;
  }
  return sum / all.length;
}

export const points: Parameters<typeof pairs>[] = [
  [
    [
      { x: 1, y: 0.5 },
      { x: -0.4, y: 0.7 },
      { x: 0.3, y: 1.2 },
    ],
    0.8,
  ],
];
