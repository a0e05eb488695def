/** Compares the pullbacks of two compilations, bit for bit. */
import { expect } from 'vitest';
import type { Variant } from './check-variants.js';
import { copy } from './leaves.js';
import { type Base, cotangentOf } from './primal.js';
import { directionEntry, seeded } from './random.js';
import { observe } from './run.js';

/** Pullbacks, called twice with cotangents of their own, and what they leave of the arguments. */
export function samePullbacks(reference: Variant, variant: Variant, base: Base): void {
  const run = ({ subject, companions }: Variant): unknown => {
    const slots = copy(base.slots);
    const { value: made, thrown } = observe(subject.exports, () => companions.pullback?.(slots));
    if (made === undefined) return thrown;
    const [value, back] = made;
    const random = seeded(base.index);
    return [value, ...[1, 2].map(() => copy(back(cotangentOf(base, () => directionEntry(random))))), slots];
  };
  expect(run(variant)).toEqual(run(reference));
}
