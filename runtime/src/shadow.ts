/** Shadows: zeros in the structure of a value, where its adjoints accumulate, always in doubles. */

import { AdcError } from './error.js';
import { type Container, each, get, isContainer, isFloatArray, put } from './structure.js';
import type { FloatArray, Shadow } from './types.js';
import { type Place, placeViews, type ViewCopier } from './views.js';

/** The zero shadow of one value: aliases and cycles in it are kept, what carries no derivative is left out. */
export function shadow<T>(primal: T): Shadow<T> {
  return shadows(primal)[0];
}

/** The zero shadows of values that may alias one another: what they share is shared by their shadows. */
export function shadows<T extends readonly unknown[]>(...primals: T): { -readonly [I in keyof T]: Shadow<T[I]> } {
  return (separate(primals) ?? build(primals)) as { -readonly [I in keyof T]: Shadow<T[I]> };
}

/** The quick way for numbers and for float arrays that share no buffer; `undefined` when there is anything else. */
function separate(primals: readonly unknown[]): unknown[] | undefined {
  const result: unknown[] = [];
  for (const x of primals) {
    if (typeof x === 'number') result.push(0);
    else if (isFloatArray(x)) {
      for (let i = 0; i < result.length; i++) if ((primals[i] as FloatArray | undefined)?.buffer === x.buffer) return;
      result.push(new Float64Array(x.length));
    } else if (typeof x === 'object') return;
    else result.push(undefined);
  }
  return result;
}

function build(primals: readonly unknown[]): unknown[] {
  const result: unknown[] = primals.map(() => undefined);
  const made = new Map<Container, Container>();
  const work: [primal: Container, shadow: Container][] = [];
  const views: Place<FloatArray>[] = [];

  const visit = (x: unknown, into: Container, key: unknown): void => {
    if (typeof x === 'number') put(into, key, 0);
    else if (isFloatArray(x)) {
      put(into, key, undefined); // keeps the order of fields until the views are placed
      views.push([x, into, key]);
    } else if (isContainer(x)) {
      let its = made.get(x);
      if (!its) {
        its = Array.isArray(x) ? shadowOfArray(x) : x instanceof Map ? new Map() : {};
        made.set(x, its);
        if (get(its, 0) !== 0) work.push([x, its]); // an array of zeros is complete
      }
      put(into, key, its);
    } else if (into instanceof Map) into.set(key, undefined);
  };

  for (let i = 0; i < primals.length; i++) visit(primals[i], result, i);
  for (const [x, its] of work) each(x, (value, key) => visit(value, its, key));
  placeViews(views, inDoubles);
  return result;
}

/** An array of numbers has zeros, in its gaps as well; any other array starts empty. */
function shadowOfArray(x: readonly unknown[]): unknown[] {
  for (let i = 0; i < x.length; i++) {
    if (typeof x[i] !== 'number' && x[i] !== undefined) return new Array(x.length).fill(undefined);
  }
  const zeros = [...x]; // what `slice` gives is up to the array's class
  if (zeros.length > 0) zeros[0] = 0.5; // makes the engine store doubles from the start
  return zeros.fill(0);
}

const inDoubles: ViewCopier<FloatArray, Float64Array> = {
  alone: (view) => new Float64Array(view.length),
  segment({ start, end, element }, { BYTES_PER_ELEMENT: size }) {
    if (element) return new ArrayBuffer(((end - start) / size) * 8);
    throw new AdcError('ADC5007', 'Float64Array and Float32Array share a buffer.', 'Pass a copy of one.');
  },
  within: (view, { start }, buffer) =>
    new Float64Array(buffer, ((view.byteOffset - start) / view.BYTES_PER_ELEMENT) * 8, view.length),
};
