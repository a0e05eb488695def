/** Addition of shadows, cotangents and gradients. */

import { snapshot } from './snapshot.js';
import { type Container, each, get, isContainer, isFloatArray, isNumeric, put } from './structure.js';
import type { FloatArray } from './types.js';

/**
 * Adds `source` into `target`, number by number. A pair of objects that is reached along several paths is added once, as it is
 * one object with one adjoint. What `target` lacks counts as zero. (A bare number cannot be added to in place.)
 */
export function accumulate(target: unknown, source: unknown): void {
  const added = new Map<unknown, Set<unknown>>();
  const work: [target: Container, source: Container][] = [];

  const add = (to: unknown, from: unknown): void => {
    if (isFloatArray(to) || (Array.isArray(to) && isFloatArray(from)) || isRunInto(to, from)) {
      if (isNew(to, from)) addElements(to, from);
    } else if (isContainer(to) && isContainer(from) && isNew(to, from)) work.push([to, from]);
  };
  const isNew = (to: unknown, from: unknown): boolean => {
    const sources = added.get(to) ?? new Set();
    if (sources.has(from)) return false;
    added.set(to, sources.add(from));
    return true;
  };

  add(target, source);
  for (const [to, from] of work) {
    each(from, (value, key) => {
      const sum = get(to, key);
      if (typeof value === 'number') put(to, key, typeof sum === 'number' ? sum + value : value);
      else if (sum === undefined) put(to, key, snapshot(value));
      else add(sum, value);
    });
  }
}

function isRunInto(to: unknown, from: unknown): to is number[] {
  return isNumeric(to) && isNumeric(from) && to.length >= from.length;
}

function addElements(to: FloatArray | unknown[], from: unknown): void {
  if (!isFloatArray(from) && !Array.isArray(from)) return;
  const length = isFloatArray(to) ? Math.min(to.length, from.length) : from.length;
  for (let i = 0; i < length; i++) {
    const sum = to[i];
    to[i] = typeof sum === 'number' ? sum + (from[i] as number) : from[i];
  }
}
