// What moves elements would make elements of the holes between them, which the methods that follow would visit.
function total(items: number[]): number {
  return items.reduce((s, t) => s + t, 0);
}

// @differentiable
export function f(x: number, n: number): number {
  const a = new Array<number>(n);
  a[1] = x;
  a[0] = x * x;
  const [first, ...rest] = a;
  a.sort((p, q) => p - q);
  const copies = [a.toSorted((p, q) => p - q), a.toReversed(), a.with(0, x), a.toSpliced(0, 1)];
  a.reverse();
  a.unshift(x);
  a.shift();
  a.splice(0, 1);
  a.copyWithin(0, 1);
  return total(a) + total(rest) + first! + copies.length;
}

export const codes = [1035, 1035, 1035, 1035, 1035, 1035, 1035, 1035, 1035, 1035, 1035];
