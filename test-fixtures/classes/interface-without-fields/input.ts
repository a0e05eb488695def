// An object of an interface whose classes have other fields each, one of them of a family of its own.
interface Curve {
  at(x: number): number;
}

class Wave implements Curve {
  constructor(readonly k: number) {}
  at(x: number): number {
    return Math.tanh(x * 2);
  }
}

class Flat implements Curve {
  constructor(readonly k: number) {}
  at(): number {
    return 0.5;
  }
}

abstract class Shape {
  abstract at(x: number): number;
  twice(x: number): number {
    return this.at(x) * 2;
  }
}

class Ramp extends Shape {
  constructor(readonly slope: number) {
    super();
  }
  at(x: number): number {
    let sum = 0;
    for (let i = 0; i < 40; i++) {
      if (sum > 3) break;
      sum += this.slope * x * i;
    }
    return sum;
  }
}

// @differentiable
export function followed(x: number, y: number): number {
  const first: Curve = x > y ? new Wave(0.5) : new Flat(0.5);
  let second: Curve = new Ramp(y);
  if (x > 2) second = first;
  return first.at(0.4 * x) * second.at(y);
}

export const points: Parameters<typeof followed>[] = [
  [0.7, 0.3],
  [0.7, 1.3],
  [2.5, 1.3],
];
