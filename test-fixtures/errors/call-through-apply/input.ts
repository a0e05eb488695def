/** What `this` is, and how many elements a list has, is known at run time only. */
function scaled(this: { k: number }, x: number): number {
  return this.k * x;
}
function sum(a: number, b: number): number {
  return a + b;
}

// @differentiable
export function applied(x: number, list: [number, number][]): number {
  return scaled.call({ k: 2 }, x) + sum.apply(null, list[0]!) * x;
}

export const codes = [1016, 1016];
