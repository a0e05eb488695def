/** What arrays and objects hold, kept so that it can be put back into them. */

import { type Container, each, get, isContainer, put } from '../structure.js';

type Numbers = { readonly numbers: Float64Array; readonly held: Float64Array };
type Fields = { readonly container: Container; readonly keys: unknown[]; readonly held: unknown[] };

/** All numbers and references that can be reached from some arrays and objects, as they were when this was made or renewed. */
export class Contents {
  /** About how many bytes it holds. */
  readonly bytes: number;
  readonly #numbers: Numbers[] = [];
  readonly #fields: Fields[] = [];

  constructor(roots: readonly unknown[]) {
    const seen = new Set<unknown>();
    let bytes = 0;
    const visit = (value: unknown): void => {
      if (seen.has(value)) return;
      seen.add(value);
      if (ArrayBuffer.isView(value)) {
        const numbers = value as Float64Array;
        bytes += numbers.byteLength;
        this.#numbers.push({ numbers, held: numbers.slice() });
      } else if (isContainer(value)) {
        const fields: Fields = { container: value, keys: [], held: [] };
        this.#fields.push(fields);
        each(value, (inner, key) => {
          bytes += 8;
          fields.keys.push(key);
          fields.held.push(inner);
          visit(inner);
        });
      }
    };
    roots.forEach(visit);
    this.bytes = bytes;
  }

  /** Keeps what the same arrays and objects hold now; which they are must not have changed. */
  renew(): void {
    for (const { numbers, held } of this.#numbers) held.set(numbers);
    for (const { container, keys, held } of this.#fields) {
      const length = Array.isArray(container) ? container.length : keys.length;
      for (let i = 0; i < length; i++) held[i] = get(container, i < keys.length ? keys[i] : (keys[i] = i));
      keys.length = held.length = length;
    }
  }

  /** Puts everything back where it was. */
  restore(): void {
    for (const { numbers, held } of this.#numbers) numbers.set(held);
    for (const { container, keys, held } of this.#fields) {
      for (let i = 0; i < keys.length; i++) put(container, keys[i], held[i]);
      if (Array.isArray(container)) container.length = keys.length;
    }
  }
}
