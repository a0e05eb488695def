/** Holes go with arrays through calls, fields, results and lists. */
type Holder = { items: number[] };

function squares(items: number[]): number[] {
  return items.map((t) => t * t);
}

function total(items: readonly number[]): number {
  return items.reduce((s, t) => s + t);
}

function grow(items: number[], at: number, x: number): void {
  items[at] = x;
}

class Samples {
  readonly items: number[];
  constructor(n: number) {
    this.items = new Array(n);
  }
  set(i: number, x: number): this {
    this.items[i] = x;
    return this;
  }
  mean(): number {
    let count = 0;
    let sum = 0;
    this.items.forEach((t) => {
      sum += t;
      count++;
    });
    return sum / count;
  }
}

// @differentiable
export function spread(x: number, y: number, n: number): number {
  const holder: Holder = { items: [x] };
  grow(holder.items, Math.round(n), y);
  let sum = total(squares(holder.items));
  const lists = [[x, y], holder.items];
  for (const each of lists) sum += each.map((t) => t * x).reduce((s, t) => s + t, 0);
  let chosen = x > 0 ? holder.items : [y];
  for (let k = 0; k < 2; k++) chosen = chosen.map((t) => t * y);
  sum += total(chosen);
  return (
    sum *
    new Samples(5)
      .set(1, x)
      .set(2, y * y)
      .mean()
  );
}

export const points: Parameters<typeof spread>[] = [
  [1.5, -0.7, 4],
  [2, 3, 3],
  [-2, 3, 5],
];
