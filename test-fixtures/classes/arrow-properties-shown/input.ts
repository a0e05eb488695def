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

/** What the object is given to calls its functions as any other program would. */
function described(value: Segment): string {
  const { getLength } = value;
  return [getLength].map((each) => each().toFixed(3)).join();
}

// @differentiable
export function shown(x: number): number {
  const fixed = new Segment(3, 4);
  const text = described(fixed) + described(new Longer(2));
  return new Segment(x, 2 * x).getLength() ** 2 * text.length * fixed.getLength();
}

export const points: Parameters<typeof shown>[] = [[0.5], [-2]];
