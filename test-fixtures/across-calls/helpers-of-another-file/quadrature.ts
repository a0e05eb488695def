/** Weights that only this file knows. */
const weights = [1, 4, 1];

function weighted(value: number, index: number): number {
  return weights[index]! * value;
}

const clamped = (x: number, limit: number): number => (x > limit ? limit : x);

function spread(into: number[], x: number): void {
  into[0] = x * 2;
  into.push(clamped(x, 3) * x);
}

/** A function that is passed has this one written where it is called, which is another file. */
export function integrate(f: (x: number) => number, from: number, to: number): number {
  const parts: number[] = [0];
  let sum = 0;
  for (let i = 0; i < 3; i++) {
    if (weighted(1, i) < 0) continue;
    sum += weighted(f(clamped(from + ((to - from) * i) / 2, 10)), i);
    spread(parts, sum);
  }
  return ((to - from) / 6) * sum + parts[0]! * parts[parts.length - 1]!;
}
