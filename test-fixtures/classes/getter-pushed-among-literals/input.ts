/** An instance whose class computes a field, in a list and an object that literals gave their types. */

class Squared {
  constructor(readonly root: number) {}
  get value(): number {
    return this.root * this.root;
  }
}

type Item = { value: number; more?: { value: number } };

// @differentiable
export function f(x: number, y: number, n: number): number {
  const list = [{ value: x }];
  list.push(new Squared(x * y));
  const held = { one: { value: y } };
  if (n > 1) held.one = new Squared(y);
  let sum = held.one.value;
  for (let i = 0; i < n; i++) {
    const item: Item = list[i % 2]!;
    const other: Item = i === 1 ? { value: y } : { value: x, more: item };
    sum += item.value * x + (other.more?.value ?? other.value);
  }
  return sum;
}

export const points: Parameters<typeof f>[] = [
  [0.3, 0.7, 1],
  [1.1, -0.4, 2],
  [-0.8, 1.3, 5],
];
export const discrete = [2];
