/** From shadows to gradients: a gradient has the storage and the length that its argument had on entry. */

import { type Container, each, get, isContainer, isFloatArray, isNumeric, put } from './structure.js';
import { keepStructure } from './keep-structure.js';
import { snapshot } from './snapshot.js';
import type { Tangent } from './types.js';

/**
 * The shadow as a gradient: rounded once where the primal is a Float32Array, otherwise the shadow itself, which must not be
 * used as a shadow any more. `restore`, from `keepStructure`, gives it the structure that the primal had on entry. A tuple of shadows with the tuple of their primals keeps aliases between them.
 */
export function gradientOf<const T>(shadow: unknown, primal: T, restore?: () => void): Tangent<T> {
  restore?.();
  if (shadow instanceof Float64Array && !(primal instanceof Float32Array)) return shadow as Tangent<T>;
  const rounded = new Map<Float64Array, Float32Array>();
  const seen = new Set<Container>();
  const work: [shadow: Container, primal: Container][] = [];

  const convert = (its: unknown, x: unknown): unknown => {
    if (its instanceof Float64Array) {
      if (!(x instanceof Float32Array)) return its;
      let narrow = rounded.get(its);
      if (!narrow) rounded.set(its, (narrow = new Float32Array(its)));
      return narrow;
    }
    if (isContainer(its) && isContainer(x) && !seen.has(its) && !isNumeric(its)) {
      seen.add(its);
      work.push([its, x]);
    }
    return its;
  };

  const gradient = convert(shadow, primal);
  for (const [its, x] of work) {
    each(its, (inner, key) => {
      if (typeof inner !== 'object') return;
      const converted = convert(inner, get(x, key));
      if (converted !== inner) put(its, key, converted);
    });
  }
  return gradient as Tangent<T>;
}

/** As `gradientOf`, but a copy that shares nothing with the shadow, which is zero again afterwards. */
export function take<const T>(shadow: unknown, primal: T, restore?: () => void): Tangent<T> {
  const asBefore = restore && keepStructure(shadow);
  restore?.();
  const gradient = gradientOf(snapshot(shadow), primal);
  clear(shadow);
  asBefore?.();
  return gradient;
}

/** Sets every number in a shadow to zero. */
export function clear(shadow: unknown): void {
  const seen = new Set<unknown>([shadow]);
  for (const its of seen) {
    if (isFloatArray(its) || isNumeric(its)) its.fill(0);
    else if (isContainer(its)) {
      each(its, (inner, key) => {
        if (typeof inner === 'number') put(its, key, 0);
        else if (typeof inner === 'object') seen.add(inner);
      });
    }
  }
}
