/** Calls a function so that two calls can be compared: the same random numbers, the same outside state, everything recorded. */
import type { FixtureExports } from './fixture.js';
import { seeded } from './random.js';
import type { Target } from './target.js';

export type Outcome<T> = {
  readonly value: T | undefined;
  /** The message of what was thrown; undefined when nothing was. */
  readonly thrown: string | undefined;
  /** Outside state after the call, and how many random numbers it drew. */
  readonly effects: unknown;
};

export function observe<T>(exports: FixtureExports, call: () => T): Outcome<T> {
  const [random, now] = [Math.random, Date.now];
  const draw = seeded(7);
  let draws = 0;
  let clock = 0;
  Math.random = () => (draws++, draw());
  Date.now = () => 1_700_000_000_000 + clock++;
  exports.effects?.reset();
  const effects = (): unknown => [draws, clock, exports.effects?.read()];
  try {
    const value = call();
    return { value, thrown: undefined, effects: effects() };
  } catch (error) {
    return { value: undefined, thrown: error instanceof Error ? error.message : String(error), effects: effects() };
  } finally {
    Math.random = random;
    Date.now = now;
  }
}

/** The arguments of a point by parameter: a rest parameter's in one array, missing ones undefined. */
export function slotsOf(target: Target, point: readonly unknown[]): unknown[] {
  return target.parameters.map((parameter, index) => (parameter.rest ? point.slice(index) : point[index]));
}

/** Slots as the arguments of a call of the function itself. */
export function spreadSlots(target: Target, slots: readonly unknown[]): readonly unknown[] {
  return target.parameters.at(-1)?.rest ? [...slots.slice(0, -1), ...(slots.at(-1) as unknown[])] : slots;
}
