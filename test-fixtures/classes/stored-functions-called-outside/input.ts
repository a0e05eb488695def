// A field's function is called where the class is used, and set again.
const sq = (x: number): number => x * x;
const cube = (x: number): number => x ** 3;

class Kernel {
  fn: (x: number) => number;
  constructor(k: number) {
    this.fn = k > 1 ? sq : cube;
  }
  apply(x: number): number {
    return this.fn(x);
  }
}

// @differentiable
export function called(x: number, y: number): number {
  const k = new Kernel(y);
  const l = new Kernel(2);
  let s = k.apply(x) * l.fn(y);
  k.fn = cube;
  s += k.apply(x * y);
  return s;
}

export const points = [
  [0.7, 1.3],
  [1.4, 0.6],
  [-0.8, 0.9],
];
