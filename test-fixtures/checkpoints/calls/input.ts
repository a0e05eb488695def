/** Functions whose calls are made again: with a number, without a result, into an array, by themselves, and in the place of the call. */

// @checkpoint
function energy(x: number, n: number): number {
  let s = x;
  for (let i = 0; i < n; i++) s = Math.sin(s) + x / (i + 1);
  return s;
}

// @checkpoint
const relax = (u: Float64Array, k: number): void => {
  for (let i = 1; i < u.length; i++) u[i] = Math.tanh(u[i]! * k + u[i - 1]!);
};

// @checkpoint
function tree(x: number, depth: number): number {
  if (depth === 0) return x * x;
  return Math.sin(tree(x * 0.9, depth - 1)) + tree(x * 0.5, depth - 1) * x;
}

/** A loop that is checkpointed calls what is checkpointed. */
function chain(x: number, n: number): number {
  let s = x;
  // @checkpoint revolve(2)
  for (let i = 0; i < n; i++) {
    s = Math.cos(s) * x + energy(s, 2);
    if (isLarge(s)) break;
  }
  return s;
}

// @checkpoint
function isLarge(x: number): boolean {
  return x * x > 9;
}

class Spring {
  reach = 0;
  constructor(readonly stiffness: number) {}
  // @checkpoint
  pull(x: number): number {
    this.reach += Math.abs(x);
    return this.stiffness * x + this.reach * x ** 3;
  }
}

// @differentiable
export function called(x: number, y: number, n: number): number {
  const u = new Float64Array(5).fill(x);
  const spring = new Spring(y);
  let s = 0;
  for (let k = 0; k < n; k++) {
    relax(u, y);
    s += energy(u[3]!, 20) * y + spring.pull(s);
    if (s > 100) break;
  }
  // @checkpoint
  const scaled = (by: number): number => {
    s *= by;
    return Math.exp(by * x);
  };
  return s + energy(x, 3) + tree(y, 3) + scaled(0.3) * scaled(y) + s + chain(x, n) + spring.reach;
}

export const points: Parameters<typeof called>[] = [
  [0.3, 0.7, 0],
  [0.3, 0.7, 3],
  [-0.8, 1.3, 4],
];
export const discrete = [2];
