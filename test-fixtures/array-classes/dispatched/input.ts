// Which class it is, the run decides: methods that are overridden, an abstract getter, `instanceof`.
abstract class Point extends Array<number> {
  abstract get size(): number;
  norm(): number {
    let sum = 0;
    for (let i = 0; i < this.size; i++) sum += this.weight(i) * this[i]! ** 2;
    return Math.sqrt(sum);
  }
  weight(_index: number): number {
    return 1;
  }
}

class Flat extends Point {
  constructor(x: number, y: number) {
    super();
    this.push(x, y);
  }
  get size(): number {
    return 2;
  }
}

class Deep extends Point {
  constructor(x: number, y: number, z: number) {
    super(3);
    this[0] = x;
    this[1] = y;
    this[2] = z;
  }
  get size(): number {
    return 3;
  }
  override weight(index: number): number {
    return super.weight(index) + index * this[2]!;
  }
}

class Twisted extends Deep {
  override weight(index: number): number {
    return index === 1 ? this[0]! * 2 : super.weight(index);
  }
}

function made(kind: number, x: number, y: number): Point {
  if (kind === 0) return new Flat(x, y);
  return kind === 1 ? new Deep(x, y, x * y) : new Twisted(y, x, 1.5);
}

function height(point: Point): number {
  if (point instanceof Twisted) return point[2]! * 3;
  return point instanceof Deep ? point[2]! : 0;
}

// @differentiable
export function dispatched(x: number, y: number, kind: number): number {
  const points: Point[] = [new Flat(y, x)];
  let point = made(kind, x, y);
  let sum = 0;
  for (let i = 0; i < 4; i++) {
    points.push(point);
    sum += point.norm() * height(point);
    if (sum > 40) break;
    if (i === 1) point = made(0, sum, x);
    else point[1]! += x;
  }
  for (const each of points) sum += each.norm() + height(each);
  return sum;
}

export const points: Parameters<typeof dispatched>[] = [
  [0.7, 1.4, 0],
  [1.1, 0.3, 1],
  [0.4, 0.9, 2],
  [5, 6, 2],
];
export const discrete = [2];
