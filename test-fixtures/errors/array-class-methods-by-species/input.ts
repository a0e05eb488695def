// What these give is an instance, made by the constructor of the class.
class Vec extends Array<number> {
  scaled(by: number): number[] {
    return this.map((each) => each * by);
  }
  first(n: number): number[] {
    return this.slice(0, n);
  }
}
// @differentiable
export function f(x: number, y: number): number {
  const v = new Vec(x, y);
  return v.scaled(y)[0]! + v.first(1)[0]! * x;
}

export const codes = [1016, 1016];
