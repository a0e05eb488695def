/** Functions that only look at what they are given, whatever their parameters say of it, leave derivatives alone. */
const toString = Object.prototype.toString;

function isAnyArray(value: unknown): boolean {
  const tag = toString.call(value);
  return tag.endsWith('Array]') && !tag.includes('Big');
}

function check(value: unknown, options: { least?: number } = {}): asserts value is number[] {
  const { least = 1 } = options;
  let length = 0;
  if (!isAnyArray(value)) throw new TypeError('not an array');
  length = (value as number[]).length;
  if (length < least) throw new RangeError(`fewer than ${least}`);
}

function checkBoth(data: unknown): void {
  check((data as { x: unknown }).x);
  check((data as { y: unknown }).y, { least: 2 });
}

// @differentiable
export function energy(x: number[], y: Float64Array): number {
  checkBoth({ x, y });
  check(x);
  if (!isAnyArray(y)) throw new TypeError('not an array');
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]! ** 2 * y[i]!;
  return sum;
}

export const points: Parameters<typeof energy>[] = [[[1, 2], Float64Array.of(0.5, -1)]];
