// What takes the place of a method of arrays would be lost where the array passes for a plain one.
class Loud extends Array<number> {
  override push(...items: number[]): number {
    return super.push(...items.map((each) => each * 2));
  }
}
class Twice extends Float64Array {
  override fill(value: number): this {
    return super.fill(value * 2);
  }
}

function appended(list: number[], x: number): number {
  list.push(x);
  return list[0]!;
}

function filled(list: Float64Array, x: number): number {
  list.fill(x);
  return list[0]!;
}

// @differentiable
export function f(x: number): number {
  return appended(new Loud(), x) + filled(new Twice(2), x);
}

export const codes = [2002, 2002];
