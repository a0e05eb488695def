/** Loops made of counters: what is run, in which order, from how many states. */
import { describe, expect, test } from 'vitest';
import { advances } from './binomial.js';
import { checkpointed, type Plan } from './checkpointed.js';

type Log = { advanced: number; recorded: number; readonly reversed: number[]; most: number };

/** A loop whose state is a number, an array and an object, each of which tells the turn that it is the state of. */
function run(plan: Plan, length: number, known: boolean, once: boolean): { log: Log; reverse: () => void } {
  const state = new Float64Array(1);
  const counts = new Float64Array(1);
  const array = [0, 7];
  const object = { inner: new Float64Array(2) };
  const log: Log = { advanced: 0, recorded: 0, reversed: [], most: 0 };
  const tape: number[] = [];
  const step = (): void => {
    const turn = counts[0]!;
    expect([state[0], array[0], object.inner[1]]).toEqual([turn, turn, turn]);
    state[0] = array[0] = object.inner[1] = counts[0] = turn + 1;
  };
  const advance = (to: number): void => {
    for (; counts[0]! < Math.min(to, length); log.advanced++) step();
  };
  const record = (to: number): void => {
    const from = tape.length;
    for (; counts[0]! < Math.min(to, length); log.recorded++) {
      tape.push(counts[0]!);
      step();
    }
    log.most = Math.max(log.most, tape.length - from);
  };
  const reverse = (): void => {
    const least = Math.min(...tape);
    for (let turn = tape.pop(); turn !== undefined; turn = tape.pop()) log.reversed.push(turn);
    expect(log.reversed.at(-1)).toBe(least);
  };
  const total = known ? length : undefined;
  const memory = [array, object];
  const back = checkpointed(plan, { total, once, state, counts, memory, constant: [], advance, record, reverse });
  expect(state[0]).toBe(length);
  return {
    log,
    reverse: () => {
      back();
      expect([array[0], object.inner[1]]).toEqual([length, length]);
    },
  };
}

const backwards = (length: number): number[] => Array.from({ length }, (_, i) => length - 1 - i);
const lengths = [0, 1, 2, 3, 7, 20, 64, 101];

describe('checkpointed loops', () => {
  test.each([1, 2, 3, 5, 10, 200])('binomial with %i slots: each turn once, in order, at the least cost', (slots) => {
    for (const length of lengths) {
      const { log, reverse } = run({ slots }, length, true, true);
      reverse();
      expect(log.reversed).toEqual(backwards(length));
      expect(log.recorded).toBe(length);
      expect(log.advanced).toBe(length === 0 ? 0 : advances(length, slots));
      expect(log.most).toBeLessThanOrEqual(1);
    }
  });

  test.each([1, 3, 7, 64, 1000])('every %i turns: each is made twice at most', (every) => {
    for (const length of lengths) {
      const { log, reverse } = run({ every }, length, true, true);
      reverse();
      expect(log.reversed).toEqual(backwards(length));
      expect(log.recorded).toBe(length);
      expect(log.advanced).toBeLessThanOrEqual(length);
      expect(log.most).toBeLessThanOrEqual(every);
    }
  });

  test.each<Plan>([{ slots: 1 }, { slots: 2 }, { slots: 5 }, { slots: 12 }, { every: 1 }, { every: 10 }])(
    '%o where the number of turns is not known',
    (plan) => {
      for (const length of lengths) {
        const { log, reverse } = run(plan, length, false, true);
        reverse();
        expect(log.reversed).toEqual(backwards(length));
        expect(log.recorded).toBe(length);
      }
    },
  );

  test('thinning costs little more than the optimum', () => {
    for (const [length, slots, expected] of [
      [100, 5, 339],
      [1000, 10, 4155],
      [1000, 32, 2569],
    ] as const) {
      const { log, reverse } = run({ slots }, length, false, true);
      reverse();
      expect(log.advanced).toBeLessThanOrEqual(1.1 * (expected + length));
    }
  });

  test('may be reversed again', () => {
    for (const known of [true, false]) {
      for (const plan of [{ slots: 3 }, { every: 4 }]) {
        const { log, reverse } = run(plan, 20, known, false);
        reverse();
        reverse();
        expect(log.reversed).toEqual([...backwards(20), ...backwards(20)]);
      }
    }
  });
});
