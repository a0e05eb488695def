// More than elements: a field of its own, and what takes the place of a method of arrays.
class Named extends Array<number> {
  scale = 2;
}
class Loud extends Array<number> {
  override push(...items: number[]): number {
    return super.push(...items.map((each) => each * 2));
  }
}
class List<T> extends Array<T> {}

function appended(list: number[], x: number): number {
  list.push(x);
  return list[0]!;
}

// @differentiable
export function f(x: number): number {
  const named = new Named(x, x);
  const loud = new Loud(x, x);
  return named.scale * named[0]! + appended(loud, x) + new List<number>(x, x)[0]!;
}

export const codes = [1023, 2002, 1023];
