// Instances come back from functions, also from recursive ones and through `this`; what has no constructor of its own hands its elements on.
class Poly extends Array<number> {
  at0(x: number): number {
    let sum = 0;
    for (let i = this.length - 1; i >= 0; i--) sum = sum * x + this[i]!;
    return sum;
  }
  extended(by: number): this {
    this.push(by);
    return this;
  }
  scaled(by: number): this {
    for (let i = 0; i < this.length; i++) this[i]! *= by;
    return this;
  }
}

class Monic extends Poly {}

function power(x: number, n: number): Monic {
  if (n <= 0) return new Monic(1, x);
  const lower = power(x, n - 1);
  return n % 2 === 0 ? lower.extended(x * n) : lower.scaled(x).extended(1);
}

function spread(...coefficients: number[]): Poly {
  return new Poly(...coefficients, 0.5, 1);
}

// @differentiable
export function returned(x: number, y: number): number {
  const p = power(x, 3);
  const q = spread(x, y, x * y);
  const sized = new Poly(2);
  sized.fill(y).extended(x).reverse();
  const copied = [...p, ...q];
  copied[0] = y;
  return p.at0(y) * q.at0(x) + sized.at0(x) + copied[0] + copied[2]! * copied.length + Math.max(...q);
}

export const points: Parameters<typeof returned>[] = [
  [0.7, 1.4],
  [1.1, 0.3],
  [-0.4, 0.9],
];
