// Typed arrays, and arrays of which only the run knows the kind, where a class that extends `Array` is near.
class Pair extends Array<number> {
  constructor(a: number, b: number) {
    super(a, b);
  }
  get first(): number {
    return this[0]!;
  }
}

function scaled(list: number[] | Float64Array, by: number): number {
  let sum = 0;
  list.forEach((each) => {
    sum += each * by;
  });
  return sum;
}

// @differentiable
export function beside(x: number, list: Float64Array, either: number[] | Float64Array): number {
  const pair = new Pair(x, x * x);
  const made = list.map((each) => each * pair.first);
  for (const each of made.filter((entry) => entry > x)) {
    if (each > 10) return scaled(list, pair.first);
    pair[1]! += each;
  }
  return pair[1]! * made[0]! + scaled(either, x) + scaled(pair, x);
}

export const points: Parameters<typeof beside>[] = [
  [0.7, Float64Array.of(0.2, 3, 1.3), [1, 2]],
  [1.1, Float64Array.of(2, 40), Float64Array.of(3, 4)],
  [1.1, Float64Array.of(0.5), [0.25]],
];
