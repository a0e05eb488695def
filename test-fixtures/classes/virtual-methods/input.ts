interface Shape {
  readonly name: string;
  area(scale: number): number;
}

class Circle implements Shape {
  readonly name = 'circle';
  constructor(public radius: number) {}
  area(scale: number): number {
    return Math.PI * this.radius * this.radius * scale;
  }
}

abstract class Polygon implements Shape {
  readonly name: string = 'polygon';
  constructor(readonly side: number) {}
  abstract corners(): number;
  area(scale: number): number {
    return (this.corners() * this.side * this.side * scale) / (4 * Math.tan(Math.PI / this.corners()));
  }
}

class Square extends Polygon {
  corners(): number {
    return 4;
  }
}

class Rectangle extends Square {
  constructor(
    side: number,
    public height: number,
  ) {
    super(side);
  }
  override area(scale: number): number {
    return (super.area(scale) * this.height) / this.side;
  }
}

class Hexagon extends Polygon {
  override readonly name = 'hexagon';
  corners(): number {
    return 6;
  }
}

function total(shapes: readonly Shape[], scale: number): number {
  let sum = 0;
  for (const shape of shapes) sum += shape.area(scale) * (shape.name === 'circle' ? 2 : 1);
  return sum;
}

function chosen(x: number, kind: number): number {
  let shape: Shape = new Circle(x);
  if (kind > 0) shape = new Square(x * 2);
  if (kind > 1) shape = new Rectangle(x, x * x);
  return shape.area(x) + new Hexagon(x).area(1);
}

function corner(shape: Polygon, scale: number): number {
  return shape.area(scale) * shape.area(scale + shape.side);
}

function narrowed(shape: Shape): number {
  if (shape instanceof Circle) return shape.radius ** 3;
  if (shape instanceof Rectangle) return shape.side * shape.height * shape.height;
  return shape.area(2);
}

// @differentiable
export function painted(x: number, y: number, kind: number): number {
  const shapes: Shape[] = [new Circle(x), new Square(y), new Rectangle(x * y, y), new Hexagon(x + y)];
  const polygon = kind > 0 ? new Square(x) : new Rectangle(y, x);
  return total(shapes, x) + chosen(y, kind) + corner(polygon, y) + narrowed(shapes[kind]!);
}

export const points: Parameters<typeof painted>[] = [
  [0.7, 1.4, 0],
  [1.1, 0.3, 1],
  [1.1, 0.3, 2],
];
export const discrete = [2];
