/** Whether two structures are alike in all that can be seen of them; functions only when they are one. */
export function same(x: unknown, y: unknown): boolean {
  return alike(x, y, new Map());
}

function alike(x: unknown, y: unknown, assumed: Map<object, object>): boolean {
  if (Object.is(x, y)) return true;
  if (typeof x !== 'object' || typeof y !== 'object' || x === null || y === null) return false;
  if (assumed.get(x) === y) return true;
  assumed.set(x, y);
  if (Array.isArray(x))
    return Array.isArray(y) && x.length === y.length && x.every((each, i) => alike(each, y[i], assumed));
  if (x instanceof Map) return y instanceof Map && x.size === y.size && alike([...x], [...y], assumed);
  if (x instanceof Set) return y instanceof Set && x.size === y.size && alike([...x], [...y], assumed);
  if (Object.getPrototypeOf(x) !== Object.prototype || Object.getPrototypeOf(y) !== Object.prototype) return false;
  const keys = Object.keys(x);
  return (
    keys.length === Object.keys(y).length &&
    keys.every(
      (key) =>
        Object.hasOwn(y, key) &&
        alike((x as Record<string, unknown>)[key], (y as Record<string, unknown>)[key], assumed),
    )
  );
}
