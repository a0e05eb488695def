/** Deep copies. */

import { type Container, each, isContainer, isNumeric, put } from './structure.js';
import { type Place, placeViews, type ViewCopier } from './views.js';

/**
 * A deep copy that keeps identity, cycles, classes and overlapping views. Functions are shared; private fields and getters of
 * an object itself cannot be copied.
 */
export function snapshot<T>(x: T): T {
  const result: [T] = [x];
  const copies = new Map<object, object>();
  const work: [of: Container, copy: Container][] = [];
  const views: Place<TypedArray>[] = [];

  const visit = (value: unknown, into: Container, key: unknown): void => {
    let copy = value;
    if (isTypedArray(value)) views.push([value, into, key]);
    else if (typeof value === 'object' && value !== null) {
      copy = copies.get(value);
      if (copy === undefined) {
        copy = isContainer(value) ? shellOf(value) : copyOfInert(value);
        if (isContainer(value) && !isNumeric(value)) work.push([value, copy as Container]);
        copies.set(value, copy as object);
      }
    }
    if (!(into instanceof Map) && !Array.isArray(into) && (key as string) in into) redefine(into, key as string, copy);
    else put(into, key, copy);
  };

  visit(x, result, 0);
  for (const [of, copy] of work) each(of, (value, key) => visit(value, copy, key));
  placeViews(views, exactly);
  return result[0];
}

function shellOf(container: Container): Container {
  if (container instanceof Map) return new Map();
  // `slice` would run the constructor of a class that extends `Array`.
  const shell: Container = Array.isArray(container) ? ([] as unknown[]).concat(container) : {};
  return Object.setPrototypeOf(shell, Object.getPrototypeOf(container) as object | null) as Container;
}

/** Makes a field of its own where the prototype has something by that name. */
function redefine(object: Container, key: string, value: unknown): void {
  Object.defineProperties(object, Object.getOwnPropertyDescriptors({ [key]: value }));
}

function copyOfInert(x: object): object {
  if (x instanceof Date) return new Date(x);
  if (x instanceof Set) return new Set(x);
  return x;
}

/** Any of them: what is used here is common to all. */
type TypedArray = Float64Array;

const isTypedArray = (x: unknown): x is TypedArray => ArrayBuffer.isView(x) && !(x instanceof DataView);

/** Segments begin at a multiple of eight bytes, where every element type may begin. */
const aligned = (offset: number): number => offset - (offset % 8);

const exactly: ViewCopier<TypedArray, TypedArray> = {
  alone: (view) => view.slice(),
  segment: ({ buffer, start, end }) => buffer.slice(aligned(start), end) as ArrayBuffer,
  within: (view, { start }, buffer) =>
    new (view.constructor as Float64ArrayConstructor)(buffer, view.byteOffset - aligned(start), view.length),
};
