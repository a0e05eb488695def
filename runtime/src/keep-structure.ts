/** The structure of shadows at the end of a forward sweep, to which every run of the reverse sweep returns first. */

import { type Container, each, isContainer, put } from './structure.js';

/** Remembers what the containers in `shadows` hold now; the result puts it back. */
export function keepStructure(shadows: unknown[]): () => void {
  const held = new Map<Container, Container>();
  const keep = (container: unknown): void => {
    if (!isContainer(container) || held.has(container)) return;
    held.set(container, Array.isArray(container) ? container.slice() : new Map());
  };

  keep(shadows);
  for (const [container, copy] of held) {
    each(container, (value, key) => {
      if (!Array.isArray(copy)) put(copy, key, value);
      keep(value);
    });
  }
  return () => {
    for (const [container, copy] of held) {
      if (Array.isArray(container)) container.length = 0;
      each(copy, (value, key) => put(container, key, value));
    }
  };
}
