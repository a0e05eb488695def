class Shape {
  readonly name: string = 'shape';
  scale = 1;
  constructor(readonly x: number) {}

  weight(k: number): number {
    return this.x * k * this.scale;
  }

  twice(k: number): number {
    return this.weight(k) + this.weight(k * 2);
  }
}

class Box extends Shape {
  readonly area: number;
  constructor(
    x: number,
    private readonly side: number,
  ) {
    super(x * 2);
    this.area = side * side;
    this.scale = side;
  }

  volume(): number {
    return this.area * this.side + super.weight(0.5);
  }
}

class Cube extends Box {
  depth = this.area * 3;
}

// @differentiable
export function heaviness(x: number, side: number): number {
  const box = new Box(x, side);
  const cube = new Cube(side, x);
  return box.volume() * box.twice(x) + cube.depth + cube.volume() + cube.scale;
}

export const points: Parameters<typeof heaviness>[] = [
  [0.7, 1.4],
  [-1.1, 0.3],
];
