interface HasArea {
  readonly area: number;
}

class Square {
  constructor(readonly side: number) {}
  get area(): number {
    return this.side * this.side;
  }
}

abstract class Shape {
  abstract readonly area: number;
}

class Disc extends Shape {
  constructor(readonly radius: number) {
    super();
  }
  get area(): number {
    return 3 * this.radius * this.radius;
  }
}

function twice(has: HasArea): number {
  return has.area * 2;
}

function thrice(shape: Shape): number {
  return shape.area * 3;
}

// @differentiable
export function square(x: number): number {
  return twice(new Square(x));
}

// @differentiable
export function disc(x: number): number {
  return thrice(new Disc(x));
}

export const codes = [2002, 2002];
