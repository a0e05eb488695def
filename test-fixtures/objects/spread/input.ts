type Point = { x: number; y: number };

// @differentiable
export function moved(p: Point, dx: number): Point & { z: number } {
  const q = { ...p, x: p.x + dx, z: dx };
  q.y *= q.x;
  return q;
}

export const points: Parameters<typeof moved>[] = [[{ x: 1, y: 2 }, 3]];

export const expected = [
  { value: { x: 4, y: 8, z: 3 }, cotangent: { x: 0, y: 1, z: 0 }, gradient: [{ x: 2, y: 4 }, 2] },
];
