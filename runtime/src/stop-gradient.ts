/** The value as it is, with derivative zero. */

/** Returns `value`; the compiler lets no derivative pass. */
export function stopGradient<T>(value: T): T {
  return value;
}
