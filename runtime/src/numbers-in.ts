/** The single numbers in a structure: finding, reading and writing them. */

import { type Container, each, get, isContainer, isFloatArray, put } from './structure.js';
import { step } from './shape.js';

/** Where a number stands, from the root down. */
export interface Place {
  readonly path: string;
  readonly keys: readonly unknown[];
}

/** Every number in `root`, each once however many paths lead to it; `names` are those of the entries of `root`. */
export function numbersIn(root: readonly unknown[], names: readonly string[]): Place[] {
  const places: Place[] = [];
  const seen = new Set<unknown>();
  const work: [value: unknown, place: Place][] = root.map((value, i) => [value, { path: names[i]!, keys: [i] }]);
  for (const [value, place] of work) {
    if (typeof value === 'number') places.push(place);
    if (seen.has(value) || !(isFloatArray(value) || isContainer(value))) continue;
    seen.add(value);
    const inner = (part: unknown, key: unknown): void => {
      const here = { path: step(place.path, value, key), keys: [...place.keys, key] };
      work.push([part, here]);
    };
    if (isFloatArray(value)) value.forEach(inner);
    else each(value, inner);
  }
  return places;
}

export function read(root: unknown, keys: readonly unknown[]): unknown {
  let value = root;
  for (const key of keys) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = get(value as Container, key);
  }
  return value;
}

export function write(root: unknown, keys: readonly unknown[], value: number): void {
  put(read(root, keys.slice(0, -1)) as Container, keys.at(-1), value);
}

/** Numbers between -1 and 1, the same in every run. */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 31 - 1;
  };
}

/** The names of a function's parameters as its source text has them, `args[i]` where it has none. */
export function parameterNames(f: (...args: never[]) => unknown, count: number): string[] {
  const text = String(f);
  const list =
    /^(?:async\s+)?([\p{ID_Start}$_][\p{ID_Continue}$]*)\s*=>/u.exec(text) ?? /^[^(]*\(([^()]*)\)/.exec(text);
  const declarations = /[{}[\]'"`]/.test(list?.[1] ?? '') ? [] : (list?.[1] ?? '').split(',');
  const written = declarations.map((one) => /^\s*(?:\.\.\.)?\s*([\p{ID_Start}$_][\p{ID_Continue}$]*)/u.exec(one)?.[1]);
  return Array.from({ length: count }, (_, i) => written[i] ?? `args[${i}]`);
}
