export default class Segment {
  constructor(
    readonly from: number,
    readonly to: number,
  ) {}

  /** By recursion, so that it stays a function of its own. */
  halved(depth: number): number {
    if (depth === 0) return Math.sin(this.from) * (this.to - this.from);
    const middle = (this.from + this.to) / 2;
    return new Segment(this.from, middle).halved(depth - 1) + new Segment(middle, this.to).halved(depth - 1);
  }

  length(): number {
    return this.to - this.from;
  }
}

export function squared(x: number): Segment {
  return new Segment(x, x * x);
}
