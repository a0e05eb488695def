/** Generic functions: an instance for each way in which their type parameters are bound. */

type Point = { x: number; y: number };

function first<Item>(items: readonly Item[]): Item {
  return items[0]!;
}

function pair<A, B>(a: A, b: B): [A, B] {
  return [a, b];
}

/** Writes into its argument, and gives it back. */
function scaled<Row extends number[] | Float64Array>(row: Row, by: number): Row {
  for (let i = 0; i < row.length; i++) row[i]! *= by;
  return row;
}

function map2<A, B>(xs: readonly A[], f: (a: A, index: number) => B): B[] {
  const made: B[] = [];
  for (let i = 0; i < xs.length; i++) {
    if (i > 3) break;
    made.push(f(xs[i]!, i));
  }
  return made;
}

function lastWhere<T>(xs: readonly T[], test: (x: T) => boolean, otherwise: T): T {
  for (let i = xs.length - 1; i >= 0; i--) {
    if (!test(xs[i]!)) continue;
    return xs[i]!;
  }
  return otherwise;
}

function field<T, K extends keyof T>(of: T, key: K): T[K] {
  return of[key];
}

function nested<T>(depth: number, value: T): T {
  return depth <= 0 ? value : nested(depth - 1, value);
}

function orElse<T = number>(value: T | undefined, otherwise: T): T {
  return value ?? otherwise;
}

const twice = <T>(f: (x: T) => T, x: T): T => f(f(x));

type Element<T> = T extends readonly (infer E)[] ? E : T;

function lift<T extends number | number[]>(value: T, get: (value: T) => Element<T>): Element<T> {
  return get(value);
}

// @differentiable
export function generic(x: number, ys: number[], p: Point): number {
  const rows = map2(ys, (y, i) => pair(y * x, i));
  const shifted = map2(rows, ([y, i]): Point => ({ x: y + i, y: y * y }));
  let sum = 0;
  for (const q of shifted) {
    if (q.x > 40) break;
    sum += q.x * p.x + q.y;
  }
  const copy = scaled(ys.slice(), x);
  const typed = scaled(Float64Array.from(ys), p.y);
  const big = lastWhere(copy, (c) => c > 1, x);
  const far = lastWhere(shifted, (q) => q.y > sum, p);
  const squared = twice((v: number) => v * v + 1, big);
  const moved = twice((q: Point) => ({ x: q.y, y: q.x * x }), far);
  const kept = nested(3, moved);
  return (
    sum +
    first([squared, x]) * first([p]).y +
    kept.x * kept.y +
    field(p, 'x') * first(typed.length > 0 ? [typed] : [new Float64Array([x])])[0]! +
    orElse(ys[2], x) * orElse<number>(undefined, p.x) +
    lift(ys, (v) => v[0]! * x) +
    lift(x, (v) => v * 3)
  );
}

export const points: Parameters<typeof generic>[] = [
  [1.3, [0.5, 2, 3], { x: 0.7, y: -1.2 }],
  [0.4, [1.5], { x: 2, y: 0.3 }],
  [-2.1, [0.3, -0.8, 1.1, 2.5, 9, 9], { x: -0.4, y: 1.9 }],
  [5, [3, 4, 2, 1], { x: 0.1, y: 0.2 }],
];

export const typed = 'also when not optimised';
