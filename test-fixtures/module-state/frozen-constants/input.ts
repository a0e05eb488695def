/** Lists of constants that nobody can change, beside state that a derivative is in. */

const identity = Object.freeze([1, 0, 0, 1]);
const unit = Object.freeze([0, 2]);
const work = [0, 0, 0, 0];

function copy(into: number[], from: readonly number[]): number[] {
  for (let i = 0; i < from.length; i++) into[i] = from[i]!;
  return into;
}

function turned(x: number): number[] {
  const made = copy([], identity);
  made[1] = x;
  work[2] = x * x;
  return made;
}

// @differentiable
export function product(x: number, y: number): number {
  const a = turned(x);
  const b = y > 1 ? copy([], identity) : turned(y);
  let sum = 0;
  for (const of of [a, b, identity]) for (let i = 0; i < of.length; i++) sum += of[i]! * (i + x) * unit[i % 2]!;
  return sum * work[2]! + a[1]! * b[1]!;
}

export const effects = {
  reset: (): void => void work.fill(3),
  read: (): unknown => [...work],
};

export const points: Parameters<typeof product>[] = [
  [0.7, 1.3],
  [-0.4, 0.6],
];
