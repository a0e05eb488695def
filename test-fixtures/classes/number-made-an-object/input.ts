/** Parameters and variables that are a number or an object until they are made an object. */

class Complex {
  constructor(
    public re = 0,
    public im = 0,
  ) {}
  add(other: Complex | number): Complex {
    return Complex.sum(this, other);
  }
  static sum(one: Complex | number, other: Complex | number): Complex {
    if (typeof one === 'number') one = new Complex(one, 0);
    if (typeof other === 'number') other = new Complex(other, 0);
    return new Complex(one.re + other.re, one.im + other.im);
  }
}

function product(one: Complex | number, other: Complex | number): Complex {
  if (!(one instanceof Complex)) one = new Complex(one);
  if (!(other instanceof Complex)) other = new Complex(other);
  return new Complex(one.re * other.re - one.im * other.im, one.re * other.im + one.im * other.re);
}

// @differentiable
export function f(x: number, y: number): number {
  let chosen: Complex | number;
  if (y > 0) chosen = new Complex(x, y);
  else chosen = new Complex(y, x * x);
  let own: Complex | number = x * y;
  if (typeof own === 'number') own = new Complex(own, y);
  const sum = chosen.add(own).add(x).add(2);
  const { re, im } = product(product(sum, y), product(x, own));
  return re * im + product(x, y).re;
}

export const points: Parameters<typeof f>[] = [
  [0.7, 1.3],
  [1.4, -0.6],
];
