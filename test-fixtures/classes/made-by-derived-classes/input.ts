/** A base class that wants to be extended asks which class is made; a constructor has a way of its own for what its class makes itself. */
type Parts = { slope: number; intercept: number };

class Regression {
  rounds = 1;
  constructor() {
    if (new.target === Regression) throw new Error('extend it');
    if (new.target !== (Line as unknown)) this.rounds = 2;
  }

  predict(x: readonly number[]): number[] {
    return x.map((each) => this.at(each));
  }

  at(x: number): number {
    throw new Error(`nothing at ${x}`);
  }
}

class Line extends Regression {
  slope: number;
  intercept: number;

  constructor(xs: readonly number[], ys: readonly number[]) {
    super();
    // @ts-expect-error only `load` passes it
    if (xs === true) {
      const parts = ys as unknown as Parts;
      this.slope = parts.slope;
      this.intercept = parts.intercept;
    } else {
      const mean = (all: readonly number[]): number => all.reduce((sum, each) => sum + each, 0) / all.length;
      const [mx, my] = [mean(xs), mean(ys)];
      let [above, below] = [0, 0];
      for (let i = 0; i < xs.length; i++) {
        above += (xs[i]! - mx) * (ys[i]! - my);
        below += (xs[i]! - mx) ** 2;
      }
      this.slope = above / below;
      this.intercept = my - this.slope * mx;
    }
  }

  override at(x: number): number {
    return this.slope * x + this.intercept;
  }

  static load(parts: Parts): Line {
    return new Line(true as never, parts as never);
  }
}

class Flat extends Regression {
  constructor(readonly height: number) {
    super();
  }
  override at(x: number): number {
    return this.height + x * 0;
  }
}

// @differentiable
export function fitted(xs: number[], ys: number[], x: number): number {
  const line = new Line(xs, ys);
  let sum = new Flat(x * x).at(x) * new Flat(x).rounds;
  for (const each of line.predict(xs)) {
    if (each > 100) break;
    sum += each * each;
  }
  return sum + line.at(x) * line.rounds;
}

export const points: Parameters<typeof fitted>[] = [
  [[0, 1, 2], [0.5, 1.25, 3], 0.7],
  [[0.5, 1, 4, 2], [-1, 0.25, 1, 2], -1.5],
];

export const typed = 'also when not optimised';
