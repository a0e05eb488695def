/** Which of two functions is meant is decided once; all calls of the name are calls of that one. */
const square = (v: number): number => v * v;
function cube(v: number): number {
  return v * v * v;
}

// @differentiable
export function chosen(x: number, rough: boolean): number {
  let s = x;
  for (let i = 0; i < 4; i++) {
    const power = i % 2 === 0 ? square : cube;
    if (i === 2) continue;
    s = Math.sin(power(s)) + x * i;
    if (s > 3) break;
  }
  const wave = rough ? Math.sin : Math.cos;
  const own = x > 1 ? (v: number) => v * s : square;
  return wave(s * x) + own(x);
}

export const points: Parameters<typeof chosen>[] = [
  [1.1, true],
  [0.5, false],
];
