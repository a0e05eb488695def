/** What arrays and objects hold, kept so that it can be put back into them. */

import { type Container, drop, each, get, isContainer, put } from '../structure.js';

type Kept = {
  /** Keeps what it holds now. */
  readonly renew: () => void;
  /** Puts that back. */
  readonly restore: () => void;
};

/** All numbers and references that can be reached from some arrays and objects, as they were when this was made or renewed. */
export class Contents {
  /** About how many bytes it holds. */
  readonly bytes: number;
  readonly #kept: Kept[] = [];

  constructor(roots: readonly unknown[]) {
    const seen = new Set<unknown>();
    let bytes = 0;
    const visit = (value: unknown): void => {
      if (seen.has(value)) return;
      seen.add(value);
      if (ArrayBuffer.isView(value)) {
        bytes += value.byteLength;
        this.#kept.push(numbersOf(value as Float64Array));
      } else if (isContainer(value)) {
        this.#kept.push(
          Array.isArray(value) ? elementsOf(value) : value instanceof Map ? entriesOf(value) : fieldsOf(value),
        );
        each(value, (inner) => {
          bytes += 8;
          visit(inner);
        });
      }
    };
    roots.forEach(visit);
    this.bytes = bytes;
  }

  /** Keeps what the same arrays and objects hold now; which they are must not have changed. */
  renew(): void {
    for (const each of this.#kept) each.renew();
  }

  /** Puts everything back where it was. What is as it was is left alone: it may not be writable. */
  restore(): void {
    for (const each of this.#kept) each.restore();
  }
}

/** Which arrays and objects some shadows hold, and they in turn: what undoes an assignment of these does so each time a pullback is called. */
export class Links {
  readonly #kept: (readonly [Container, unknown, unknown])[] = [];

  constructor(roots: readonly unknown[]) {
    const seen = new Set<unknown>();
    const visit = (value: unknown): void => {
      if (seen.has(value) || !isContainer(value)) return;
      seen.add(value);
      each(value, (inner, key) => {
        if (typeof inner !== 'object') return;
        this.#kept.push([value, key, inner]);
        visit(inner);
      });
    };
    roots.forEach(visit);
  }

  /** Has the same hold the same again. */
  restore(): void {
    for (const [container, key, inner] of this.#kept) put(container, key, inner);
  }
}

function numbersOf(numbers: Float64Array): Kept {
  const held = numbers.slice();
  return { renew: () => held.set(numbers), restore: () => numbers.set(held) };
}

function elementsOf(array: unknown[]): Kept {
  let held = array.slice();
  return {
    renew: () => {
      if (held.length !== array.length) held = array.slice();
      else for (let i = 0; i < held.length; i++) held[i] = array[i];
    },
    restore: () => {
      for (let i = 0; i < held.length; i++) if (!Object.is(array[i], held[i])) array[i] = held[i];
      if (array.length !== held.length) array.length = held.length;
    },
  };
}

/** The entries of a `Map` come back in their order. */
function entriesOf(map: Map<unknown, unknown>): Kept {
  let held = [...map];
  return {
    renew: () => void (held = [...map]),
    restore: () => {
      map.clear();
      for (const [key, value] of held) map.set(key, value);
    },
  };
}

/** Getters are not run. */
function fieldsOf(object: Container): Kept {
  let names: string[] = [];
  const held: unknown[] = [];
  const renew = (): void => {
    names = namesOf(object);
    held.length = 0;
    for (const name of names) held.push(get(object, name));
  };
  renew();
  return {
    renew,
    restore: () => {
      names.forEach((name, i) => {
        if (!Object.is(get(object, name), held[i])) put(object, name, held[i]);
      });
      const now = namesOf(object);
      if (now.length !== names.length) for (const name of now) if (!names.includes(name)) drop(object, name);
    },
  };
}

function namesOf(object: Container): string[] {
  const names: string[] = [];
  each(object, (_, name) => names.push(name as string));
  return names;
}
