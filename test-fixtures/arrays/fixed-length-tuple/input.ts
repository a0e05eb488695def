type Vec3 = [number, number, number];

function cross([ax, ay, az]: Vec3, [bx, by, bz]: Vec3): Vec3 {
  return [ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx];
}

// @differentiable
export function tripleProduct(a: Vec3, b: Vec3, c: Vec3): number {
  const n = cross(a, b);
  return n[0] * c[0] + n[1] * c[1] + n[2] * c[2];
}

export const points: Parameters<typeof tripleProduct>[] = [
  [
    [1, 2, 3],
    [0.5, -1, 2],
    [3, 1, -1],
  ],
];
