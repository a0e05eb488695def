// Classes whose code companions cannot call: one inside of a function, one with private names.
interface Law {
  force(x: number): number;
}

interface HasArea {
  readonly area: number;
}

class Square {
  #side: number;
  constructor(side: number) {
    this.#side = side;
  }
  get area(): number {
    return this.#side ** 2;
  }
}

export function lawOf(k: number): Law {
  class Linear implements Law {
    force(x: number): number {
      return k * x;
    }
  }
  return new Linear();
}

// @differentiable
export function pulled(law: Law, x: number): number {
  return law.force(x);
}

// @differentiable
export function doubled(has: HasArea, x: number): number {
  return has.area * x;
}

export const square = new Square(2);

export const codes = [1019, 2002];
