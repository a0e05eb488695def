/** The structure of shadows: which arrays and objects they hold, and how long their arrays are. */

import { type Container, each, isContainer, put } from './structure.js';

/**
 * Remembers the structure of a shadow; the result puts it back. Numbers stay what they are: an array is only cut, or filled up
 * with zeros, to its old length.
 */
export function keepStructure(shadow: unknown): () => void {
  const undo: (() => void)[] = [];
  const work = new Set([shadow]);
  for (const its of work) {
    if (!isContainer(its)) continue;
    if (Array.isArray(its)) undo.push(() => restoreLength(its, length));
    const { length } = its as unknown[];
    each(its, (value, key) => {
      if (typeof value !== 'object') return;
      undo.push(() => put(its, key, value));
      work.add(value);
    });
  }
  return () => undo.forEach((step) => step());
}

function restoreLength(array: Container & unknown[], length: number): void {
  while (array.length < length) array.push(0);
  array.length = length;
}
