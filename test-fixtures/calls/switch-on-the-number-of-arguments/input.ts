/** Overloads that a `switch` on the number of arguments tells apart. */

const start = Object.freeze([1, 2]);

class Pair {
  constructor(readonly values: readonly number[]) {}

  between(params: { from?: readonly number[]; to: readonly number[] }): number;
  between(to: readonly number[], ratio: number): number;
  between(from: readonly number[], to: readonly number[], ratio: number): number;
  between(
    first: readonly number[] | { from?: readonly number[]; to: readonly number[] },
    second?: unknown,
    third?: number,
  ): number {
    let from: readonly number[];
    let to: readonly number[];
    let ratio = 0.5;
    switch (arguments.length) {
      case 1:
        ({ from = start, to } = first as { from?: readonly number[]; to: readonly number[] });
        break;
      case 2:
        from = this.values;
        to = first as readonly number[];
        ratio = second as number;
        break;
      default:
        from = first as readonly number[];
        to = second as readonly number[];
        ratio = third!;
    }
    return from[0]! * (1 - ratio) + to[0]! * ratio * from[1]!;
  }
}

// @differentiable
export function mixed(x: number, y: number): number {
  const pair = new Pair([x, y]);
  return pair.between([y, x], 0.25) * pair.between([x * y, 1], [2, x], y);
}

export const points: Parameters<typeof mixed>[] = [
  [0.7, 1.3],
  [-0.4, 0.6],
];
