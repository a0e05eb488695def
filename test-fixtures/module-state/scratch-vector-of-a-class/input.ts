/** Vectors that methods and helpers use for what they compute in between, as libraries of linear algebra do. */
class Vec3 {
  constructor(
    public x = 0,
    public y = 0,
    public z = 0,
  ) {}
  set(x: number, y: number, z: number): this {
    this.x = x;
    this.y = y;
    this.z = z;
    return this;
  }
  copy(v: Vec3): this {
    return this.set(v.x, v.y, v.z);
  }
  sub(v: Vec3): this {
    return this.set(this.x - v.x, this.y - v.y, this.z - v.z);
  }
  scale(s: number): this {
    return this.set(this.x * s, this.y * s, this.z * s);
  }
  dot(v: Vec3): number {
    return this.x * v.x + this.y * v.y + this.z * v.z;
  }
  distanceTo(v: Vec3): number {
    return Math.sqrt(_v1.copy(this).sub(v).dot(_v1));
  }
}

const _v1 = new Vec3();
const _v2 = new Vec3();

function pull(a: Vec3, b: Vec3): number {
  _v2.copy(a).sub(b).scale(0.5);
  return _v2.dot(a) / (1 + a.distanceTo(b));
}

// @differentiable
export function energy(points: readonly { x: number; y: number; z: number }[]): number {
  let sum = 0;
  for (let i = 0; i < points.length; i++) {
    const p = points[i]!;
    for (let j = 0; j < i; j++) {
      const q = points[j]!;
      sum += pull(new Vec3(p.x, p.y, p.z), new Vec3(q.x, q.y, q.z));
    }
  }
  return sum + _v2.x * _v1.y;
}

export const effects = {
  reset(): void {
    _v1.set(0.5, -1, 2);
    _v2.set(1, 1, 1);
  },
  read: (): unknown => [{ ..._v1 }, { ..._v2 }],
};

export const points: Parameters<typeof energy>[] = [
  [
    [
      { x: 1, y: 2, z: -1 },
      { x: 0.5, y: -0.3, z: 0.8 },
      { x: -1.5, y: 0.7, z: 1.2 },
    ],
  ],
  [[{ x: 1, y: 2, z: -1 }]],
];
