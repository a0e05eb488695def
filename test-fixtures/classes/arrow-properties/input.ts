/** Functions that a class gives each object: they keep the object that they belong to. */
interface Scaled {
  scaled(by: number): number;
}

class Segment implements Scaled {
  private length: number;
  calls = 0;

  constructor(
    readonly x: number,
    readonly y: number,
  ) {
    this.length = Math.sqrt(x * x + y * y + 1);
  }

  getLength = (): number => this.length;

  readonly at = (t: number): { x: number; y: number } => {
    this.calls += 1;
    if (t < 0) return { x: 0, y: 0 };
    return { x: (this.x * t) / this.getLength(), y: this.y * t };
  };

  scaled = (by: number): number => {
    let sum = 0;
    for (let i = 0; i < 3; i++) {
      if (i === 2 && by < 0) break;
      sum += this.at(by * i).x;
    }
    return sum * this.calls;
  };

  static unit = (angle: number): Segment => new Segment(Math.cos(angle), Math.sin(angle));
}

class Longer extends Segment {
  constructor(x: number) {
    super(x, x * x);
  }

  override getLength = (): number => this.x + 3;
}

function both(pair: readonly Segment[], by: number): number {
  let sum = 0;
  for (const each of pair) sum += each.scaled(by) * each.getLength();
  return sum;
}

// @differentiable
export function lengths(x: number, y: number): number {
  const segment = new Segment(x, y);
  const same = segment;
  const unit = Segment.unit(x * y);
  const first = segment.getLength() * same.at(y).x + unit.at(x).y;
  return first + both([segment, new Longer(y), unit], x) + same.scaled(-y);
}

export const points: Parameters<typeof lengths>[] = [
  [0.7, 1.4],
  [1.3, -0.4],
  [2, 0.1],
];
