// Classes with type parameters: of numbers, lists and records, extended, with methods that have type parameters of their own.
class Holder<Value> {
  constructor(readonly value: Value) {}
  get both(): Value[] {
    return [this.value, this.value];
  }
  map<Other>(f: (value: Value) => Other): Holder<Other> {
    return new Holder(f(this.value));
  }
}

class Stack<T> {
  protected items: T[] = [];
  count = 0;
  push(item: T): this {
    this.items.push(item);
    this.count++;
    return this;
  }
  pop(): T {
    this.count--;
    return this.items.pop()!;
  }
  peek(): T {
    return this.items[this.items.length - 1]!;
  }
  each(visit: (item: T, i: number) => void): void {
    for (let i = 0; i < this.items.length; i++) visit(this.items[i]!, i);
  }
  static of<U>(item: U): Stack<U> {
    return new Stack<U>().push(item);
  }
}

class Sums extends Stack<number> {
  total(): number {
    let sum = 0;
    for (const each of this.items) {
      if (each > 50) break;
      sum += each;
    }
    return sum * super.peek();
  }
}

interface Vec {
  x: number;
  y: number;
}

class Box<T extends Vec> {
  constructor(
    public inner: T,
    private readonly scale: number,
  ) {}
  norm(): number {
    return Math.hypot(this.inner.x, this.inner.y) * this.scale;
  }
  replace(by: T): void {
    if (by.x < 0) return;
    this.inner = by;
  }
}

// @differentiable
export function stacked(x: number, y: number): number {
  const held = new Holder(x * y);
  const nested = new Holder({ inner: y });
  const stack = new Stack<number>();
  for (let i = 0; i < 4; i++) {
    stack.push(x * i);
    if (i === 2) stack.pop();
    if (y > 5) continue;
    while (stack.count > 2) {
      if (stack.peek() > 9) break;
      stack.pop();
    }
  }
  let sum = held.value * nested.value.inner + held.both[1]! + held.map((value) => [value, value * x]).value[1]!;
  stack.each((item, i) => {
    if (item > 20) return;
    sum += item * item * i;
  });
  const sums = new Sums().push(y).push(x);
  const vectors = Stack.of({ x, y: x * y });
  const box = new Box(vectors.peek(), y);
  box.inner.x *= 2;
  box.replace(x > 3 ? { x: 1, y: 2 } : { x: x - 2, y: x * x });
  if (y > 8) return box.norm();
  return sum + sums.total() + box.norm() + stack.count;
}

export const points: Parameters<typeof stacked>[] = [
  [0.7, 1.3],
  [3.5, 1.3],
  [2.5, 6.5],
  [3.5, 8.5],
];
