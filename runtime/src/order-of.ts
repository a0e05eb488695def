/** The order of elements, for companions that sort them together with their derivatives. */

/** The indices of an array's elements in the order in which `sort` puts the elements; without a comparison, as it does without one. */
export function orderOf<T>(array: ArrayLike<T>, compare?: (a: T, b: T) => number): number[] {
  const by = compare ?? (Array.isArray(array) ? byText : (byNumber as (a: unknown, b: unknown) => number));
  return Array.from(array, (_, index) => index).sort((i, j) => by(array[i]!, array[j]!));
}

function byText(x: unknown, y: unknown): number {
  const [a, b] = [String(x), String(y)];
  return a < b ? -1 : a > b ? 1 : 0;
}

/** As typed arrays are sorted: -0 before 0, and NaN at the end. */
function byNumber(a: number, b: number): number {
  if (a < b || a > b) return a < b ? -1 : 1;
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return Number(Object.is(b, -0)) - Number(Object.is(a, -0));
}
