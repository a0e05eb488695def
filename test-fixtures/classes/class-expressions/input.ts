/** Classes without a name of their own: constants of the module, and of the function, which read its variables. */
const Pair = class {
  constructor(
    readonly first: number,
    public second: number,
  ) {}
  get product(): number {
    return this.first * this.second;
  }
  step(by: number): void {
    this.second += by * this.first;
  }
};

function advance(pair: { second: number; step(by: number): void }, by: number): void {
  pair.step(by);
  pair.second /= 2;
}

// @differentiable
export function paired(x: number, y: number): number {
  const Decay = class {
    value = x;
    run(turns: number): number {
      for (let i = 0; i < turns; i++) {
        if (this.value < 1e-3) return this.value;
        this.value *= Math.exp(-y * i);
      }
      return this.value * this.value;
    }
  };
  const pair = new Pair(x, y);
  const decay = new Decay();
  let sum = 0;
  for (let i = 0; i < 3; i++) {
    advance(pair, i * y);
    sum += decay.run(i);
    if (pair.second > 40) break;
  }
  return sum + pair.product + new Pair(y, sum).product + new Decay().run(2);
}

export const points: Parameters<typeof paired>[] = [
  [0.8, 0.6],
  [1.4, -0.3],
  [-0.5, 2],
];
