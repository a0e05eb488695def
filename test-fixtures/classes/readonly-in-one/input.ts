interface Law {
  at(x: number): number;
}

class Fixed implements Law {
  constructor(readonly k: number) {}
  at(x: number): number {
    return Math.sqrt(1 + (this.k * x) ** 2);
  }
}

class Worn implements Law {
  constructor(public k: number) {}
  at(x: number): number {
    this.k += 0.1 * x;
    return this.k * x;
  }
}

// One class of the two lets its field change: the companion writes to it through a value that may be either.
// @differentiable
export function used(x: number, y: number): number {
  let law: Law = x > 0 ? new Fixed(y) : new Worn(y * y);
  let sum = 0;
  for (let i = 0; i < 3; i++) {
    sum += law.at(x + i);
    if (i === 1) law = new Worn(sum);
  }
  return sum;
}

export const points: Parameters<typeof used>[] = [
  [0.7, 1.4],
  [-1.1, 0.3],
];
