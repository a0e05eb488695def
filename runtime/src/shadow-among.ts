/** The shadow of what a module keeps, for a call whose arguments may be, or hold, the same arrays and objects. */

import { AdcError } from './error.js';
import { type Container, each, get, isContainer, isFloatArray, put } from './structure.js';
import { shadows } from './shadow.js';
import type { Tape } from './tape.js';
import type { FloatArray, Shadow } from './types.js';

/**
 * Zeros in the structure of each of `kept`, except for what is, or is reached from, one of the primals: that has the shadow that goes
 * with it. What several of `kept` share is shared by their shadows.
 *
 * @param tape learns of them, so that a pullback that runs again can make them zero
 * @throws AdcError ADC5007 when one of them and a primal are typed arrays over a part of one buffer: shadows cannot be put together afterwards.
 */
export function shadowAmong<const T extends readonly unknown[]>(
  kept: T,
  primals: readonly unknown[],
  its: readonly unknown[],
  tape?: Tape,
): { -readonly [I in keyof T]: Shadow<T[I]> } {
  const known = new Map<unknown, unknown>();
  const given: [primal: unknown, shadow: unknown][] = primals.map((primal, i) => [primal, its[i]]);
  for (const [primal, shadow] of given) {
    if (typeof shadow !== 'object' || shadow === null || known.has(primal)) continue;
    if (isFloatArray(primal)) known.set(primal, shadow);
    else if (isContainer(primal)) {
      known.set(primal, shadow);
      each(primal, (inner, key) => void given.push([inner, get(shadow as Container, key)]));
    }
  }
  const made = shadows(...kept);
  const done = new Set<unknown>();
  const pairs: [kept: unknown, shadow: unknown][] = [[kept, made]];
  for (const [x, shadow] of pairs) {
    if (isFloatArray(x)) checkApart(x, known);
    if (!isContainer(x) || !isContainer(shadow) || done.has(x)) continue;
    done.add(x);
    each(x, (inner, key) => {
      if (known.has(inner)) put(shadow, key, known.get(inner));
      else pairs.push([inner, get(shadow, key)]);
    });
  }
  if (tape) tape.kept = made;
  return made as { -readonly [I in keyof T]: Shadow<T[I]> };
}

function checkApart(x: FloatArray, known: ReadonlyMap<unknown, unknown>): void {
  for (const other of known.keys()) {
    if (!isFloatArray(other) || other.buffer !== x.buffer) continue;
    if (other.byteOffset < x.byteOffset + x.byteLength && x.byteOffset < other.byteOffset + other.byteLength)
      throw new AdcError('ADC5007', 'Typed arrays of a module and of an argument share a buffer.', 'Pass a copy.');
  }
}
