/** Methods and getters of one's own classes that only tell something, in messages, logs and tests. */

class Vector {
  constructor(
    public x: number,
    public y: number,
  ) {}

  toString(): string {
    let text = '';
    for (const each of [this.x, this.y]) text += `${each},`;
    return `[${text}]`;
  }

  get isLong(): boolean {
    return this.x * this.x + this.y * this.y > 1;
  }

  describe(digits: number): string {
    return `${this.toString()} ${this.isLong} ${this.x.toFixed(digits)}`;
  }

  scale(by: number): this {
    this.x *= by;
    this.y *= by;
    return this;
  }
}

class Named extends Vector {
  asked = 0;

  override describe(digits: number): string {
    this.asked += 1;
    return `${this.asked} ${digits}`;
  }
}

class Plain {
  constructor(public x: number) {}

  toString(): string {
    return `plain ${this.x > 0}`;
  }
}

export const log: string[] = [];

// @differentiable
export function told(x: number, y: number): number {
  const v = new Vector(x, y);
  if (x > 100) throw `too long: ${v.toString()}`;
  log.push(v.toString());
  for (let i = 0; i < 2; i++) {
    v.scale(y);
    const plain = new Plain(i);
    if (v.isLong) log.push(`long: ${v.toString()} ${plain.toString()}`);
    try {
      if (v.x > 1) throw new RangeError(v.toString());
    } catch (error) {
      log.push((error as Error).message);
      v.scale(x);
    }
  }
  const named = new Named(x, x);
  named.scale(v.toString().length > 3 ? y : 2);
  return v.x * v.y + named.x;
}

export const points: Parameters<typeof told>[] = [
  [0.7, 1.3],
  [1.4, 1.2],
  [-0.8, 0.3],
];
