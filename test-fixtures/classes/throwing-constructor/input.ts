// Constructors that refuse what they are given, and objects that hold and share one another.
class Interval {
  readonly width: number;
  constructor(
    readonly from: number,
    readonly to: number,
  ) {
    if (to < from) throw new RangeError('empty');
    this.width = to - from;
  }
  get middle(): number {
    return this.from + this.width / 2;
  }
}

class Grid {
  private readonly parts: Interval[] = [];
  last?: Interval;
  add(part: Interval): this {
    this.parts.push(part);
    this.last = part;
    return this;
  }
  sum(f: (x: number) => number): number {
    let total = 0;
    for (const part of this.parts) total += f(part.middle) * part.width;
    return total * (this.last?.width ?? 1);
  }
}

// @differentiable
export function integral(from: number, to: number, power: number): number {
  const shared = new Interval(from, to);
  const grid = new Grid()
    .add(shared)
    .add(new Interval(to, to + shared.width * power))
    .add(shared);
  return grid.sum((x) => x ** power + Math.sin(x * power));
}

export const points: Parameters<typeof integral>[] = [
  [0.7, 1.4, 2],
  [0.2, 0.9, 1.5],
  [1.4, 0.7, 2],
];
