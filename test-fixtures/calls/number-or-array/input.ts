/** Parameters that may be one thing or another: what a call gives decides which, and which of the branches there are. */

type Numbers = number[] | Float64Array | Float32Array | Int32Array;

const isList = (value: unknown): boolean =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));

function isNumbers(value: unknown): value is Numbers {
  return isList(value);
}

function times(list: Numbers, by: Numbers | number): Float64Array {
  const made = new Float64Array(list.length);
  let constant = 1;
  let isConstant = false;
  if (isNumbers(by)) {
    if (by.length !== list.length) throw new RangeError('lengths');
  } else {
    isConstant = true;
    constant = by;
  }
  for (let i = 0; i < list.length; i++) made[i] = list[i]! * (isConstant ? constant : (by as number[])[i]!);
  return made;
}

function sum(of: number | number[], weight: number | number[] = 1): number {
  if (typeof of === 'number') return of * (typeof weight === 'number' ? weight : weight[0]!);
  let total = 0;
  for (let i = 0; i < of.length; i++) {
    const by = Array.isArray(weight) ? weight[i]! : weight;
    if (by > 100) break;
    total += of[i]! * by;
  }
  return total;
}

function halved(value: number): number;
function halved(value: number[]): number[];
function halved(value: number | number[]): number | number[] {
  if (Array.isArray(value)) return value.map((each) => halved(each));
  return value / 2;
}

function checked(value: unknown, least: number): number {
  if (!Number.isFinite(value)) throw new Error('not a number');
  const known = value as number;
  return known < least ? least : known;
}

class Pair {
  values = [0, 0];

  constructor(first: number | readonly number[] = 0, second = 0) {
    if (arguments.length === 1 && isList(first)) this.fill(first as number[]);
    else {
      this.values[0] = first as number;
      this.values[1] = second;
    }
  }

  fill(from: readonly number[]): void {
    for (let i = 0; i < 2; i++) this.values[i] = from[i]!;
  }

  scale(by: number | readonly number[]): this {
    const each = typeof by === 'number' ? [by, by] : by;
    for (let i = 0; i < 2; i++) this.values[i]! *= each[i]!;
    return this;
  }

  get product(): number {
    return this.values[0]! * this.values[1]!;
  }
}

// @differentiable
export function either(x: number, ys: number[]): number {
  const made = times(times(ys, x), ys);
  let all = made[1]! * made[2]! + sum(x) + sum(x, ys) + sum(ys) + sum(ys, x) + sum(ys, ys);
  for (const y of halved(ys)) all += halved(y) * halved(x);
  const pair = new Pair(x, 2).scale(x).product + new Pair(ys).scale([x, 3]).product;
  return all * checked(x, -1) + pair;
}

export const points: Parameters<typeof either>[] = [
  [0.7, [1.2, -0.4, 2]],
  [-1.6, [0.2, 0.8, -1.7]],
];
