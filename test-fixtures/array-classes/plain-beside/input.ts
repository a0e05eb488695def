// Plain arrays where a class that extends `Array` is near: what `filter` and `map` give is up to the class of the array.
class Pair extends Array<number> {
  constructor(a: number, b: number) {
    super(a, b);
  }
  get first(): number {
    return this[0]!;
  }
}

function above(list: readonly number[], bound: number): number[] {
  return list.filter((each) => each > bound).map((each) => each * bound);
}

function deep(lists: number[][]): number {
  return lists.flatMap((list) => list.slice(0, 2)).reduce((sum, each) => sum + each * each, 0);
}

// @differentiable
export function beside(x: number, y: number, list: number[]): number {
  const pair = new Pair(x, y);
  let sum = 0;
  for (const each of above(list, x)) {
    if (each > 10) return sum * pair.first;
    sum += each * pair.first;
  }
  const copy = Array.from(pair, (each) => each * y);
  return sum + deep([pair, list, copy]) + [...pair].map((each) => each ** 3)[1]! + pair.indexOf(y);
}

export const points: Parameters<typeof beside>[] = [
  [0.7, 1.4, [0.2, 3, 1]],
  [1.1, 0.3, [2, 40]],
  [1.1, 0.3, []],
];
