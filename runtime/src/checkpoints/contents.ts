/** What arrays and objects hold, kept so that it can be put back into them. */

import { type Container, each, isContainer, put } from '../structure.js';

type Saved =
  | { readonly numbers: Float64Array; readonly held: Float64Array }
  | {
      readonly container: Container;
      readonly length: number;
      readonly held: readonly (readonly [key: unknown, value: unknown])[];
    };

/** All numbers and references that can be reached from some arrays and objects, as they were when this was made. */
export class Contents {
  /** About how many bytes it holds. */
  readonly bytes: number;
  readonly #saved: readonly Saved[];

  constructor(roots: readonly unknown[]) {
    const saved: Saved[] = [];
    const seen = new Set<unknown>();
    let bytes = 0;
    const visit = (value: unknown): void => {
      if (seen.has(value)) return;
      seen.add(value);
      if (ArrayBuffer.isView(value)) {
        const numbers = value as Float64Array;
        bytes += numbers.byteLength;
        saved.push({ numbers, held: numbers.slice() });
      } else if (isContainer(value)) {
        const held: [unknown, unknown][] = [];
        saved.push({ container: value, length: Array.isArray(value) ? value.length : 0, held });
        each(value, (inner, key) => {
          bytes += 8;
          held.push([key, inner]);
          visit(inner);
        });
      }
    };
    roots.forEach(visit);
    this.#saved = saved;
    this.bytes = bytes;
  }

  /** Puts everything back where it was. */
  restore(): void {
    for (const each of this.#saved) {
      if ('numbers' in each) each.numbers.set(each.held);
      else {
        for (const [key, value] of each.held) put(each.container, key, value);
        if (Array.isArray(each.container)) each.container.length = each.length;
      }
    }
  }
}
