// The same array by two names, one of them plain; methods that change their object, and others that make a new one.
class Pair extends Array<number> {
  constructor(a: number, b: number) {
    super(a, b);
  }
  static of2(list: readonly number[]): Pair {
    return new Pair(list[0]!, list[1]!);
  }
  add(other: readonly number[]): this {
    this[0]! += other[0]!;
    this[1]! += other[1]!;
    return this;
  }
  plus(other: readonly number[]): Pair {
    return Pair.of2(this).add(other);
  }
  times(other: readonly number[]): this {
    for (let i = 0; i < this.length; i++) {
      if (other[i]! > 3) break;
      this[i] = this[i]! * other[i]! + other[0]!;
    }
    return this;
  }
}

function crossed(out: number[], a: readonly number[], b: readonly number[]): number[] {
  out[0] = a[0]! * b[1]!;
  out[1] = a[1]! * b[0]! + out[0];
  return out;
}

// @differentiable
export function aliased(x: number, y: number, list: number[]): number {
  const p = new Pair(x, y);
  const same: number[] = p;
  same[0] = x * y;
  p.add(p).add(same);
  const q = p.plus(p);
  crossed(p, p, q);
  crossed(same, q, list);
  list[0] = p[1]! * x;
  p.times(list).times(p);
  const last = q.add(same).add(list);
  q[1] = last[0]!;
  return last[1]! * p[0]! + same[1]! * q[0]!;
}

export const points: Parameters<typeof aliased>[] = [
  [0.7, 1.4, [0.3, 0.2]],
  [-1.1, 0.6, [1.5, -0.8]],
  [0.4, 0.9, [0.5, 4]],
];
