// @differentiable
export function trapezoids(knots: [x: number, y: number][]): number {
  let area = 0;
  let [lastX, lastY] = [0, 0];
  for (const [x, y] of knots) {
    area += ((x - lastX) * (y + lastY)) / 2;
    [lastX, lastY] = [x, y];
  }
  return area;
}

export const points: Parameters<typeof trapezoids>[] = [
  [
    [
      [1, 2],
      [2.5, 3],
      [3, -1],
    ],
  ],
  [[]],
];
