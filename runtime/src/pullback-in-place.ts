/** The pullback of a function that writes its result into a parameter. */

import { accumulate } from './accumulate.js';
import { clear, take } from './gradient-of.js';
import { keepStructure } from './keep-structure.js';
import { checkIndex, companion, type Companions } from './registry.js';
import { shadows } from './shadow.js';
import { ownTape } from './tape.js';
import type { AnyFunction } from './types.js';

/** From a cotangent to the gradients of all parameters. */
export type Pullback = (cotangent: unknown) => readonly unknown[];

/** A function from the declared parameters to what parameter `out` holds at the end, and the pullback from there. */
export function pullbackInPlace(
  f: AnyFunction,
  companions: Companions,
  out: number,
): (...params: readonly unknown[]) => [value: unknown, pullback: Pullback] {
  checkIndex(f, companions, 'out', out);
  const forward = companion(f, companions, 'forward');
  const reverse = companion(f, companions, 'reverse');
  const { differentiable, references = [], shadows: taken = references, referenceResult, wrt } = companions;
  const isScalar = (i: number): boolean => differentiable[i] === true && !references[i] && (wrt?.includes(i) ?? true);
  const scalarCount = differentiable.filter((_, i) => isScalar(i)).length;

  return (...params) => {
    const tape = ownTape();
    const bars: unknown[] = shadows(...params.map((param, i) => (references[i] ? param : undefined)));
    const restoreEntry = keepStructure(bars);
    forward(tape, ...params.flatMap((param, i) => (taken[i] ? [param, bars[i]] : [param])));
    const { top, referenceTop, kept } = tape;
    const restoreStructure = keepStructure([bars, kept]);
    let first = true;

    const pullback: Pullback = (cotangent) => {
      if (!first) restoreStructure();
      first = false;
      tape.top = top;
      tape.referenceTop = referenceTop;
      accumulate(bars[out], cotangent);
      const scalars = referenceResult ? reverse(tape) : reverse(tape, 0); // what is returned is not the result
      const gradients: unknown[] = take(bars, params, restoreEntry);
      clear(kept);
      let next = 0;
      return gradients.map((gradient, i) => {
        if (!isScalar(i)) return gradient;
        return scalarCount === 1 ? scalars : (scalars as readonly unknown[])[next++];
      });
    };
    return [params[out], pullback];
  };
}
