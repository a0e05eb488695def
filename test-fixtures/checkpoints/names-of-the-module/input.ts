/** Arrays that the turns name themselves: what they count there is counted once, however often they are made. */
const factors = [0.3, 0.7, -0.2];
const hits = [0, 0, 0];

// @differentiable
export function counted(x: number, n: number): number {
  let s = x;
  // @checkpoint every(2)
  for (let t = 0; t < n; t++) {
    s = Math.sin(s * factors[t % 3]! + x);
    hits[t % 3]! += 1;
  }
  return s;
}

export const points: Parameters<typeof counted>[] = [
  [0.3, 0],
  [0.4, 1],
  [-0.7, 8],
];
export const discrete = [1];
export const effects = {
  reset: (): void => void hits.fill(0),
  read: (): number[] => [...hits],
};
