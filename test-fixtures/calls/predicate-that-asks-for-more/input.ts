/** Type predicates whose answer depends on more than the type of what they are given, and some that only ask for it in other words. */

const tag = Object.prototype.toString;
let asked = 0;

function isPositive(value: unknown): value is number {
  return typeof value === 'number' && value > 1;
}

function isPair(value: unknown): value is number[] {
  return Array.isArray(value) && value.length < 3;
}

function isCounted(value: unknown): value is number {
  asked += 1;
  return typeof value === 'number';
}

function isAnyArray(value: unknown): value is ArrayLike<number> {
  const name = tag.call(value);
  return name.endsWith('Array]') && !name.includes('Big');
}

const isNumber = (value: unknown): boolean => Object.prototype.toString.call(value).slice(8, -1) === 'Number';

function scaled(value: unknown, by: number): number {
  if (isPositive(value)) return value * by;
  return by + 1;
}

function ends(value: unknown, by: number): number {
  if (isPair(value)) return value[0]! * by;
  return by * by;
}

function counted(value: unknown, by: number): number {
  return isCounted(value) ? value * by : by;
}

function total(value: any): number {
  if (isAnyArray(value)) {
    let sum = 0;
    for (let i = 0; i < value.length; i++) sum += value[i]! * (i + 1);
    return sum;
  }
  return isNumber(value) ? value * value : 0;
}

// @differentiable
export function several(x: number, y: number): number {
  const before = asked;
  let sum = scaled(x, y) + scaled(y, x) + ends([x, y, x * y], y) + ends([x, y], y);
  sum += counted(x, y) + counted(y, x * x);
  sum += total(x) + total([x, y]) + total(new Float64Array([x, y, x]));
  return sum + (asked - before);
}

export const points: Parameters<typeof several>[] = [
  [0.7, 1.3],
  [1.4, 0.6],
  [-0.8, 0.9],
];
