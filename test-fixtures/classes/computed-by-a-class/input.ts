// What a type calls a field, one class keeps and another computes.
interface HasArea {
  readonly area: number;
}

class Square {
  constructor(readonly side: number) {}
  get area(): number {
    return this.side * this.side;
  }
}

class Plot {
  constructor(readonly area: number) {}
}

abstract class Shape {
  abstract readonly area: number;
  get doubled(): number {
    return this.area * 2;
  }
}

class Disc extends Shape {
  constructor(readonly radius: number) {
    super();
  }
  get area(): number {
    return 3 * this.radius * this.radius;
  }
}

class Ring extends Disc {
  constructor(
    radius: number,
    readonly hole: number,
  ) {
    super(radius);
  }
  override get area(): number {
    return super.area - 3 * this.hole * this.hole;
  }
  override get doubled(): number {
    return super.doubled * this.hole;
  }
}

class Sheet extends Shape {
  constructor(readonly area: number) {
    super();
  }
}

function twice(has: HasArea, factor = 2): number {
  const { area } = has;
  return has.area * factor + area;
}

function thrice(shape: Shape): number {
  return shape.area * 3 + shape.doubled;
}

// @differentiable
export function areas(x: number, y: number, kind: number): number {
  const literal = { area: x * y, note: 'a literal' };
  const some: HasArea = kind > 0 ? new Square(x) : new Plot(x * x);
  const shapes: Shape[] = [new Disc(x), new Ring(x, y), new Sheet(x * y)];
  let sum = twice(literal) + twice(some) + twice(new Square(y), x) + thrice(new Ring(y, x));
  for (const shape of shapes) sum += thrice(shape) * shape.doubled;
  return sum + twice(shapes[kind]!);
}

export const points: Parameters<typeof areas>[] = [
  [0.7, 1.4, 0],
  [1.1, -0.3, 1],
  [0.4, 0.9, 2],
];
export const discrete = [2];
