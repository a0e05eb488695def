/** A method that takes a number or an object, and asks whether it is something: what has just been made is. */
class Pair {
  constructor(
    public a: number,
    public b: number,
  ) {}
  scaled(by: number | Pair): Pair {
    if (by) return new Pair(0.5, this.a);
    return new Pair(this.a, 0.5);
  }
}

// @differentiable
export function f(x: number, y: number): number {
  const pair = new Pair(x, 0.5);
  return pair.scaled(pair).b * y + pair.scaled(y).a * pair.scaled(0).a;
}

export const points: Parameters<typeof f>[] = [
  [0.3, 0.7],
  [-2, 1.1],
];
