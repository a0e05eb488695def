/** Callbacks that may be left out, and all the ways to ask whether there is one. */

type Step = (value: number) => number;

function negated(value: number, step?: Step): number {
  if (!step) return value;
  return step(value);
}

function chosen(value: number, step?: Step): number {
  return step ? step(value) : value * 2;
}

function optional(value: number, step?: Step): number {
  return step?.(value) ?? value;
}

function compared(value: number, step?: Step, other: Step | null = null): number {
  let result = value;
  if (step !== undefined) result = step(result);
  if (other != null) result += other(value);
  if (other === null) return result;
  return result * other(result);
}

function orNull(value: number, step: Step | null = null): number {
  if (step === null) return value;
  return step(value);
}

function typed(value: number, step?: Step | null): number {
  if (typeof step !== 'function') return typeof step === 'undefined' ? value : value * 2;
  return step(value);
}

function standIn(value: number, step?: Step): number {
  const run = step ?? ((each: number) => each * 3);
  const again = step || run;
  return run(value) + again(value * value);
}

function numberOr(value: number, by: number | Step): number {
  return typeof by === 'function' ? by(value) : by * value;
}

function checked(list: readonly number[], step?: Step): number[] {
  if (typeof step !== 'function') throw new TypeError('step must be a function');
  const made: number[] = [];
  for (const each of list) made.push(step(each));
  return made;
}

// @differentiable
export function called(x: number, y: number): number {
  const square = (value: number): number => value * value * y;
  let sum = negated(x) + negated(x, square) + chosen(x) * chosen(y, square);
  sum += optional(x) + optional(x, square) + compared(x) + compared(x, square) * compared(y, undefined, square);
  sum += orNull(x) * orNull(y, square) + typed(x) * typed(y, square) * typed(x, null);
  sum += standIn(x) * standIn(y, square) + numberOr(x, 3) * numberOr(y, square) + numberOr(x, y);
  for (const each of checked([x, y], square)) sum += each;
  return sum;
}

export const points: Parameters<typeof called>[] = [
  [0.7, 1.3],
  [1.4, 0.6],
  [-0.8, 0.9],
];
