/** How the runtime walks data: what is a container of numbers, and what it holds. */

import type { FloatArray } from './types.js';

/** An array, a `Map`, or a plain object or class instance. */
export type Container = unknown[] | Map<unknown, unknown> | { [key: string]: unknown };

export function isFloatArray(x: unknown): x is FloatArray {
  return x instanceof Float64Array || x instanceof Float32Array;
}

/** Whether x may hold numbers with a derivative; float arrays are leaves and answered by `isFloatArray`. */
export function isContainer(x: unknown): x is Container {
  return (
    typeof x === 'object' &&
    x !== null &&
    !ArrayBuffer.isView(x) &&
    !(x instanceof Date || x instanceof RegExp || x instanceof Set || x instanceof ArrayBuffer)
  );
}

/** Visits array elements (no holes), map entries, or own enumerable data fields; getters are never run. */
export function each(container: Container, visit: (value: unknown, key: unknown) => unknown): void {
  if (Array.isArray(container) || container instanceof Map) container.forEach(visit);
  else
    for (const key of Object.keys(container)) {
      const field = Object.getOwnPropertyDescriptor(container, key)!;
      if ('value' in field) visit(field.value, key);
    }
}

/** Whether an array can be treated as a plain run of numbers. */
export function isNumeric(x: unknown): x is number[] {
  if (!Array.isArray(x)) return false;
  for (let i = 0; i < x.length; i++) if (typeof x[i] !== 'number') return false;
  return true;
}

export function get(container: Container | Float64Array, key: unknown): unknown {
  return container instanceof Map
    ? container.get(key)
    : (container as { [key: PropertyKey]: unknown })[key as PropertyKey];
}

export function put(container: Container | Float64Array, key: unknown, value: unknown): void {
  if (container instanceof Map) container.set(key, value);
  else (container as { [key: PropertyKey]: unknown })[key as PropertyKey] = value;
}

export function drop(container: Container, key: unknown): void {
  if (container instanceof Map) container.delete(key);
  else delete (container as { [key: PropertyKey]: unknown })[key as PropertyKey];
}
