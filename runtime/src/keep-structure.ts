/** The structure of shadows: which arrays and objects they hold, and how long their arrays are. */

import { type Container, each, get, isContainer, put } from './structure.js';

/**
 * Remembers the structure of a shadow; the result puts it back. Numbers stay what they are: an array is only cut, or filled up
 * with zeros, to its old length, and fields that came later go.
 */
export function keepStructure(shadow: unknown): () => void {
  const undo: (() => void)[] = [];
  const work = new Set([shadow]);
  for (const its of work) {
    if (!isContainer(its)) continue;
    const { length } = its as unknown[];
    const had = new Map<unknown, unknown>();
    undo.push(() => (Array.isArray(its) ? restoreLength(its, length) : restoreFields(its, had)));
    each(its, (value, key) => {
      had.set(key, value);
      if (typeof value !== 'object') return;
      undo.push(() => put(its, key, value));
      work.add(value);
    });
  }
  return () => undo.forEach((step) => step());
}

function restoreLength(array: unknown[], length: number): void {
  while (array.length < length) array.push(0);
  array.length = length;
}

function restoreFields(its: Container, had: ReadonlyMap<unknown, unknown>): void {
  each(its, (_, key) => {
    if (had.has(key)) return;
    if (its instanceof Map) its.delete(key);
    else delete (its as Record<string, unknown>)[key as string];
  });
  had.forEach((value, key) => {
    if (typeof get(its, key) !== typeof value) put(its, key, typeof value === 'number' ? 0 : value);
  });
}
