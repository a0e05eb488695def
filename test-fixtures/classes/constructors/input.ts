export class Interval {
  readonly width: number;
  middle = 0;
  readonly samples: number[] = [];
  private static made = 0;

  constructor(
    readonly from: number,
    readonly to: number = from + 1,
    count = 3,
  ) {
    if (!(to > from)) throw new RangeError('an empty interval');
    this.width = to - from;
    this.middle = (from + to) / 2;
    for (let i = 0; i < count; i++) this.samples.push(from + (this.width * i) / count);
    Interval.made += 1;
  }
}

class Pair {
  sum: number;
  constructor(
    public a: number,
    protected b: number,
  ) {
    this.sum = a * b;
    this.a += b;
  }
}

// @differentiable
export function spread(x: number, y: number, w: number): number {
  const first = new Interval(x);
  const second = new Interval(x, x + y * y, 4);
  const pair = new Pair(w, first.middle);
  let total = pair.sum * pair.a;
  for (const sample of second.samples) total += Math.sin(sample * w) * second.width;
  return total + first.samples[1]!;
}

export const points: Parameters<typeof spread>[] = [
  [0.4, 1.3, 0.7],
  [-1.2, 0.8, 2],
];
