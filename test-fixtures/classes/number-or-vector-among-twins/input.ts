/** Whether a number or a vector is given is asked of its class, and another class has the same fields. */

class Vector {
  constructor(
    readonly a: number,
    readonly b: number,
  ) {}

  scaled(by: number | Vector): Vector {
    if (by instanceof Vector) return new Vector(this.a * by.a, this.b * by.b);
    return new Vector(this.a * by, this.b * by);
  }

  shifted(by: Vector | number): Vector {
    const a = !(by instanceof Vector) ? by : by.a;
    return new Vector(this.a + a, this.b - a);
  }
}

class Pair {
  constructor(
    readonly a: number,
    readonly b: number,
  ) {}

  scaled(by: number | Pair): Pair {
    return by instanceof Pair ? new Pair(this.a * by.b, this.b) : new Pair(by, this.b);
  }

  shifted(by: Pair | number): Pair {
    return by instanceof Pair ? by : this;
  }
}

// @differentiable
export function f(x: number, y: number, n: number): number {
  let v: Vector = new Vector(x, y);
  const list: Vector[] = [new Vector(y, 0.5)];
  for (let i = 0; i < n; i++) v = v.scaled(v).scaled(x).shifted(list[0]!).shifted(y);
  const pair = new Pair(x, y).scaled(new Pair(y, x)).scaled(0.5).shifted(3);
  return v.a * v.b + pair.a * pair.b;
}

export const points = [
  [0.3, 0.7, 2],
  [0.8, -0.2, 1],
];
export const discrete = [2];
