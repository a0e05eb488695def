/** Compares computed values and gradients with the numbers that a fixture states. */
import type { Expectation } from './fixture.js';
import { leavesOf, pathText, read, type Key } from './leaves.js';
import type { Place } from './report.js';
import type { Target } from './target.js';

const usual = 1e-12;

export function near(computed: unknown, wanted: unknown, within: number): boolean {
  if (typeof computed !== 'number' || typeof wanted !== 'number') return computed === wanted;
  if (computed === wanted || (Number.isNaN(computed) && Number.isNaN(wanted))) return true;
  return Math.abs(computed - wanted) <= within * Math.abs(wanted);
}

function compareLeaves(
  wanted: unknown,
  computed: unknown,
  within: number,
  place: Place,
  name: (keys: readonly Key[]) => string,
): void {
  for (const { keys } of leavesOf([wanted])) {
    const [w, c] = [read([wanted], keys), read([computed], keys)];
    if (!near(c, w, within)) place.differs(name(keys.slice(1)), c, w, 'stated by the fixture');
  }
}

export function compareValue(expectation: Expectation | undefined, value: unknown, place: Place): void {
  if (expectation?.value === undefined) return;
  compareLeaves(expectation.value, value, expectation.within ?? usual, place, (keys) =>
    pathText(['value', ...keys], []),
  );
}

export function compareTangent(expectation: Expectation, tangent: unknown, place: Place): void {
  compareLeaves(expectation.tangent, tangent, expectation.within ?? usual, place, (keys) =>
    pathText(['tangent', ...keys], []),
  );
}

/** `gradients` is a tuple over all parameters. */
export function compareGradient(
  expectation: Expectation | undefined,
  gradients: readonly unknown[],
  target: Target,
  place: Place,
): void {
  if (expectation?.gradient === undefined) return;
  const bare = target.parameters.length === 1;
  compareLeaves(
    bare ? [expectation.gradient] : expectation.gradient,
    gradients,
    expectation.within ?? usual,
    place,
    (keys) =>
      `∂/∂${pathText(
        keys,
        target.parameters.map(({ name }) => name),
      )}`,
  );
}
