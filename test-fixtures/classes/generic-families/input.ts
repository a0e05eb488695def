// Generic classes by what they are given as: an abstract one with several that extend it, arguments of the caller, a linked list.
abstract class Curve<Setting> {
  constructor(protected readonly setting: Setting) {}
  abstract at(x: number): number;
  twice(x: number): number {
    return this.at(this.at(x));
  }
}

class Line extends Curve<{ slope: number }> {
  at(x: number): number {
    return this.setting.slope * x;
  }
}

class Poly extends Curve<readonly number[]> {
  shift = 0.5;
  at(x: number): number {
    let value = this.shift;
    for (const c of this.setting) {
      if (value > 30) return value;
      value = value * x + c;
    }
    return value;
  }
}

class Node<T> {
  next: Node<T> | undefined = undefined;
  constructor(public item: T) {}
}

class Queue<T> {
  private first: Node<T> | undefined = undefined;
  add(item: T): void {
    const node = new Node(item);
    node.next = this.first;
    this.first = node;
  }
  fold(start: number, step: (so: number, item: T) => number): number {
    let so = start;
    for (let at = this.first; at !== undefined; at = at.next) {
      if (so > 100) break;
      so = step(so, at.item);
    }
    return so;
  }
}

class Pair<A, B = A> {
  constructor(
    public one: A,
    public other: B,
  ) {}
  swapped(): Pair<B, A> {
    return new Pair(this.other, this.one);
  }
}

// @differentiable
export function judged(pair: Pair<number, number[]>, x: number, coefficients: readonly number[]): number {
  const poly = new Poly(coefficients);
  const line = new Line({ slope: x });
  const queue = new Queue<number>();
  let scale = 1;
  for (const straight of [false, true]) {
    if (!straight && poly.at(pair.one) > 40) continue;
    queue.add(straight ? line.twice(x) : poly.at(x));
    scale *= pair.other[0]! * x;
  }
  pair.other[1]! *= queue.fold(x, (so, item) => so + item * item);
  const turned = pair.swapped();
  turned.one[0]! += 1;
  return turned.one[1]! * turned.other + scale + pair.other[0]!;
}

export const points: Parameters<typeof judged>[] = [
  [new Pair(0.5, [1.5, 2]), 0.7, [0.5, -1, 2]],
  [new Pair(3.5, [1.5, 2]), 1.7, [5, -1, 2]],
];
