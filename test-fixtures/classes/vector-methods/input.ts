export class Vec3 {
  constructor(
    readonly x: number,
    readonly y: number,
    readonly z: number,
  ) {}

  add(o: Vec3): Vec3 {
    return new Vec3(this.x + o.x, this.y + o.y, this.z + o.z);
  }

  scale(s: number): Vec3 {
    return new Vec3(this.x * s, this.y * s, this.z * s);
  }

  dot(o: Vec3): number {
    return this.x * o.x + this.y * o.y + this.z * o.z;
  }

  get norm(): number {
    return Math.sqrt(this.dot(this));
  }

  static cross(a: Vec3, b: Vec3): Vec3 {
    return new Vec3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x);
  }
}

// @differentiable
export function torque(x: number, y: number, at: Vec3, steps: number): number {
  let force = new Vec3(x, y, 0.5);
  for (let i = 0; i < steps; i++) force = force.add(at.scale(0.1)).scale(1 / (1 + force.norm));
  return Vec3.cross(at, force).norm + at.add(force.scale(2)).dot(force);
}

export const points: Parameters<typeof torque>[] = [
  [0.7, -0.4, new Vec3(1, 2, -0.5), 0],
  [0.7, -0.4, new Vec3(1, 2, -0.5), 4],
];
export const discrete = [3];
