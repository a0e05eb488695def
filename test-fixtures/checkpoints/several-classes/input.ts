/** Turns change an object of one of two classes, one of which has a number that the other lacks. */

abstract class Gain {
  abstract at(t: number): number;
}

class Saturating extends Gain {
  level: number;

  constructor(level: number) {
    super();
    this.level = level;
  }

  at(t: number): number {
    this.level += 0.1 * t;
    return (2 * this.level) / (1.5 + Math.abs(this.level));
  }
}

class Counting extends Gain {
  level: number;
  rate = 0;

  constructor(level: number) {
    super();
    this.level = 2 * level;
  }

  at(t: number): number {
    this.rate += t * this.level;
    return Math.sin(this.rate);
  }
}

// @differentiable
export function f(x: number, y: number, n: number): number {
  const gain: Gain = y < 1 ? new Saturating(x) : new Counting(y);
  let s = x;
  // @checkpoint every(1)
  for (let i = 0; i < n; i++) s += Math.sin(gain.at(-1.5 * s));
  // @checkpoint every(2)
  for (let i = 0; i < n; i++) s += Math.cos(gain.at(y));
  return s * y;
}

export const points = [
  [0.7, 0.3, 2],
  [0.7, 1.3, 3],
  [-0.4, 1.1, 1],
];
export const discrete = [2];
