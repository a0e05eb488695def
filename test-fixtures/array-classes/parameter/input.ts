// Instances as parameters: the gradient is a plain array.
export class Vec extends Array<number> {
  constructor(x: number, y: number, z: number) {
    super(3);
    this[0] = x;
    this[1] = y;
    this[2] = z;
  }
  get z(): number {
    return this[2]!;
  }
  cross(other: readonly number[]): Vec {
    const [a, b, c] = this;
    return new Vec(b! * other[2]! - c! * other[1]!, c! * other[0]! - a! * other[2]!, a! * other[1]! - b! * other[0]!);
  }
  normalize(): this {
    const length = Math.sqrt(this.reduce((sum, each) => sum + each * each, 0));
    if (length === 0) return this;
    for (let i = 0; i < this.length; i++) this[i]! /= length;
    return this;
  }
}

type Frame = { readonly axis: Vec; origin: number[] };

// @differentiable
export function turned(v: Vec, frame: Frame, list: readonly Vec[]): number {
  let sum = 0;
  const w = v.cross(frame.axis);
  for (const each of list) {
    if (each.z < 0) continue;
    sum += each.cross(w).normalize().z * frame.origin[0]!;
  }
  v.normalize();
  frame.origin = v;
  return sum + v.z * w.z + frame.origin[1]! * 2;
}

export const points: Parameters<typeof turned>[] = [
  [
    new Vec(1, 2, 3),
    { axis: new Vec(0.3, -0.2, 0.5), origin: [0.4, 0.1] },
    [new Vec(0.2, 1, 0.7), new Vec(1, 1, -1), new Vec(0.4, 0.4, 0.6)],
  ],
  [new Vec(0.2, -0.3, 0.1), { axis: new Vec(1, 0, 0), origin: [-1, 2] }, []],
];
