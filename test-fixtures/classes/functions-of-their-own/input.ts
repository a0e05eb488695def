/** Whose function is called, and which object it keeps. */
interface Shape {
  area(): number;
}

class Rect implements Shape {
  constructor(
    public w: number,
    public h: number,
  ) {}
  area = (): number => this.w * this.h;
  perimeter(): number {
    return 2 * (this.w + this.h);
  }
}

class Square extends Rect {
  constructor(side: number) {
    super(side, side);
  }
  override area = (): number => this.w ** 2 + 1;
}

class Disc implements Shape {
  constructor(readonly r: number) {}
  area(): number {
    return Math.PI * this.r ** 2;
  }
}

/** It keeps another object, whose function it calls. */
class Frame implements Shape {
  constructor(
    readonly inner: Rect,
    readonly outer: Shape,
  ) {}
  area = (): number => {
    const holes = [1, 2].map((by) => this.inner.area() * by);
    let sum = this.outer.area();
    for (const hole of holes) {
      if (hole > 50) continue;
      sum -= hole / 10;
    }
    return sum;
  };
  grown = (by: number): Frame => new Frame(new Rect(this.inner.w * by, this.inner.h), this.outer);
}

function twice(f: () => number): number {
  return f() + f();
}

// @differentiable
export function areas(x: number, y: number): number {
  const rect = new Rect(x, y);
  const square = new Square(y);
  const alias = rect;
  const frame = new Frame(rect, square);
  const shapes: Shape[] = [rect, square, new Disc(x), frame, frame.grown(y)];
  let sum = 0;
  for (const shape of shapes) {
    if (sum > 1e6) break;
    sum += shape.area();
    alias.w *= 1.1;
  }
  const chosen = shapes[x > 1 ? 1 : 3]!;
  return sum + chosen.area() * rect.perimeter() + twice(() => frame.area()) + (rect as Rect).area();
}

export const points: Parameters<typeof areas>[] = [
  [0.7, 1.4],
  [1.3, -0.4],
  [2, 0.5],
];
