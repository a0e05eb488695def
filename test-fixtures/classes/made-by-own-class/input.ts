/** Objects that are made by the class of another: `new this.constructor()`. */

class Vec {
  constructor(
    public x = 0,
    public y = 0,
  ) {}

  copy(from: Vec): this {
    this.x = from.x;
    this.y = from.y;
    return this;
  }

  clone(): this {
    // @ts-expect-error the type of `constructor` is not that of the class
    return new this.constructor().copy(this);
  }

  scaled(by: number): Vec {
    const made = new (this as any).constructor();
    made.copy(this);
    made.x *= by;
    made.y *= by;
    return made;
  }

  dot(other: Vec): number {
    return this.x * other.x + this.y * other.y;
  }
}

abstract class Tuple extends Array<number> {
  abstract get count(): number;

  copy(from: readonly number[]): this {
    for (let i = 0; i < this.count; i++) this[i] = from[i]!;
    return this;
  }

  clone(): this {
    // @ts-expect-error the type of `constructor` is not that of the class
    return new this.constructor().copy(this);
  }

  plus(other: readonly number[]): this {
    for (let i = 0; i < this.count; i++) this[i]! += other[i]!;
    return this;
  }
}

class Three extends Tuple {
  constructor(a = 0, b = 0, c = 0) {
    super(a, b, c);
  }

  get count(): number {
    return 3;
  }
}

// @differentiable
export function cloned(x: number, y: number): number {
  const v = new Vec(x, y);
  let w = v.clone();
  w.x *= y;
  for (let i = 0; i < 3; i++) {
    const other = w.scaled(x + i);
    if (other.x > 2) break;
    w = other.clone() as typeof w;
    v.y += w.dot(other);
  }
  const t = new Three(x, y, x * y);
  const u = t.clone().plus(t);
  u[0]! *= y;
  return w.dot(v) + u[0]! * t[1]! + u[2]!;
}

export const points: Parameters<typeof cloned>[] = [
  [0.8, 0.6],
  [1.7, -0.4],
  [-0.3, 1.2],
];
