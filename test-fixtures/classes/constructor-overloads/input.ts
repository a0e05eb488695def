/** Constructors that take one thing or another, and give fields their values in branches. */
type Pair = readonly [number, number];

class Vector {
  x: number;
  y: number;
  readonly scale: number;
  private rounds = 0;

  constructor(x: number, y: number);
  constructor(both: Pair | readonly number[], scale?: number);
  constructor(first: number | readonly number[], second?: number) {
    if (typeof first === 'number') {
      this.x = first;
      this.y = second ?? 1;
      this.scale = 1;
    } else {
      this.x = first[0]!;
      if (first.length > 1) this.y = first[1]!;
      else this.y = this.x * 2;
      if (second === undefined) this.scale = 3;
      else if (second > 2) this.scale = second * 2;
      else this.scale = second;
    }
    this.rounds += typeof first === 'number' ? 2 : 1;
  }

  norm(power = 2): number {
    let sum = 0;
    for (let i = 0; i <= this.rounds; i++) {
      if (i > 2) break;
      sum += Math.abs(this.x) ** power + Math.abs(this.y) ** power;
    }
    return sum * this.scale;
  }
}

class Named extends Vector {
  label: string;
  constructor(of: Pair, label?: string) {
    super(of, of[0]);
    if (Array.isArray(of) && label !== undefined) this.label = label;
    else this.label = 'none';
  }
}

// @differentiable
export function norms(x: number, y: number): number {
  const list = [x];
  for (let i = 0; i < 2; i++) list.push(y * i);
  const vectors = [
    new Vector(x, y),
    new Vector([y, x]),
    new Vector(list, y),
    new Vector(list.slice(1, 2)),
    new Named([y, x], 'a'),
  ];
  let sum = 0;
  for (const vector of vectors) {
    if (sum > 1e4) return sum;
    sum += vector.norm() * vector.norm(3);
  }
  return sum + new Named([x, y]).norm();
}

export const points: Parameters<typeof norms>[] = [
  [0.7, 1.4],
  [1.3, 3.5],
  [-0.6, 2.5],
];
