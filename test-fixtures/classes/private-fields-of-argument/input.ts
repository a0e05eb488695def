// Private fields of arguments, and a list whose nodes begin with nothing behind them: their shadows have types of their own.
interface Vec {
  x: number;
  y: number;
}

class Box {
  constructor(
    public inner: Vec,
    private readonly scale: number,
  ) {}
  norm(): number {
    return Math.hypot(this.inner.x, this.inner.y) * this.scale;
  }
}

class Stack {
  protected items: number[] = [];
  push(item: number): void {
    this.items.push(item);
  }
  pop(): number {
    return this.items.pop() ?? 0.5;
  }
}

class Node {
  next: Node | undefined = undefined;
  constructor(public item: number) {}
}

class Queue {
  private first: Node | undefined = undefined;
  add(item: number): void {
    const node = new Node(item);
    node.next = this.first;
    this.first = node;
  }
  sum(limit: number): number {
    let sum = 0;
    for (let at = this.first; at !== undefined; at = at.next) {
      if (sum > limit) break;
      sum += at.item * at.item;
    }
    return sum;
  }
}

// @differentiable
export function drained(box: Box, stack: Stack, x: number): number {
  const queue = new Queue();
  stack.push(x);
  for (let i = 0; i < 5; i++) {
    if (x > 20) return queue.sum(x);
    queue.add(stack.pop() * box.norm() + x);
    x += box.norm();
  }
  return x * queue.sum(40);
}

const filled = (...items: number[]): Stack => {
  const stack = new Stack();
  for (const item of items) stack.push(item);
  return stack;
};

export const points: Parameters<typeof drained>[] = [
  [new Box({ x: 0.5, y: 1.5 }, 0.7), filled(1, 2), 0.5],
  [new Box({ x: 4.5, y: 1.5 }, 1.7), filled(), 1.5],
];
