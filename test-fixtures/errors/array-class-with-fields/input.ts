// More than elements and code.
class Named extends Array<number> {
  scale = 2;
}
class List<T> extends Array<T> {}

// @differentiable
export function f(x: number): number {
  const named = new Named(x, x);
  return named.scale * named[0]! + new List<number>(x, x)[0]!;
}

export const codes = [1023, 2002, 2002, 2002];
