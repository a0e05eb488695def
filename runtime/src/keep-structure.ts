/** The structure of shadows: which arrays and objects they hold, and how long their arrays are. */

import { drop, each, get, isContainer, put } from './structure.js';

/**
 * Remembers the structure of a shadow; the result puts it back. Numbers stay what they are: an array is only cut, or filled up
 * with zeros, to its old length, and fields that came later go.
 */
export function keepStructure(shadow: unknown): () => void {
  const undo: (() => void)[] = [];
  const work = new Set([shadow]);
  for (const its of work) {
    if (!isContainer(its)) continue;
    const { length = -1 } = its as unknown[];
    const had = new Map<unknown, unknown>();
    each(its, (value, key) => {
      if (length < 0 || typeof value === 'object') had.set(key, value);
      work.add(value);
    });
    undo.push(() => {
      if (Array.isArray(its)) {
        while (its.length < length) its.push(0);
        its.length = length;
      } else each(its, (_, key) => had.has(key) || drop(its, key));
      had.forEach((value, key) => put(its, key, typeof value === 'number' ? (get(its, key) ?? 0) : value));
    });
  }
  return () => undo.forEach((step) => step());
}
