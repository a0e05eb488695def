/** Loops made of counters: what is run, in which order, from how many states. */
import { afterEach, describe, expect, test } from 'vitest';
import { configure, withTapeBudget } from '../configure.js';
import type { Tape } from '../tape.js';
import { advances } from './binomial.js';
import { bestLayout } from './budget.js';
import { checkpointed, type Plan } from './checkpointed.js';

type Log = { advanced: number; recorded: number; readonly reversed: number[]; most: number };

/** A loop whose state is a number, an array and an object, each of which tells the turn that it is the state of. */
function run(plan: Plan, length: number, known: boolean, once: boolean): { log: Log; reverse: () => void } {
  const state = { hNow: 0 };
  const counts = { turnNow: 0, iNow: 0 };
  const array = [0, 7];
  const object = { inner: new Float64Array(2) };
  const log: Log = { advanced: 0, recorded: 0, reversed: [], most: 0 };
  const push = (tape: Tape, value: number): void => {
    if (tape.top >= tape.numbers.length) tape.grow(tape.top + 1);
    tape.numbers[tape.top++] = value;
  };
  const step = (): void => {
    const turn = counts.turnNow;
    expect([state.hNow, array[0], object.inner[1]]).toEqual([turn, turn, turn]);
    state.hNow = array[0] = object.inner[1] = counts.turnNow = turn + 1;
  };
  const advance = (to: number): void => {
    for (; counts.turnNow < Math.min(to, length); log.advanced++) step();
  };
  const record = (tape: Tape, to: number): void => {
    const from = counts.turnNow;
    for (; counts.turnNow < Math.min(to, length); log.recorded++) {
      push(tape, counts.turnNow);
      step();
    }
    push(tape, counts.turnNow - from);
    log.most = Math.max(log.most, tape.top);
  };
  const reverse = (tape: Tape): void => {
    for (let turns = tape.numbers[--tape.top]!; turns > 0; turns--) log.reversed.push(tape.numbers[--tape.top]!);
  };
  const total = known ? { total: length } : {};
  const memory = [array, object];
  const back = checkpointed({ ...plan, ...total, once, state, counts, memory, advance, record, reverse });
  expect(state.hNow).toBe(length);
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

afterEach(() => configure({ tapeBudget: '64MB' }));

describe('checkpointed loops', () => {
  test.each([1, 2, 3, 5, 10, 200])('binomial with %i slots: each turn once, in order, at the least cost', (slots) => {
    for (const length of lengths) {
      const { log, reverse } = run({ slots }, length, true, true);
      reverse();
      expect(log.reversed).toEqual(backwards(length));
      expect(log.recorded).toBe(length);
      expect(log.advanced).toBe(length === 0 ? 0 : advances(length, slots));
      expect(log.most).toBeLessThanOrEqual(2);
    }
  });

  test.each([1, 3, 7, 64, 1000])('every %i turns: each is made twice at most', (every) => {
    for (const length of lengths) {
      const { log, reverse } = run({ every }, length, true, true);
      reverse();
      expect(log.reversed).toEqual(backwards(length));
      expect(log.recorded).toBe(length);
      expect(log.advanced).toBeLessThanOrEqual(length);
      expect(log.most).toBeLessThanOrEqual(every + 1);
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
    configure({ tapeBudget: 600 });
    for (const known of [true, false]) {
      for (const plan of [{ slots: 3 }, { every: 4 }, {}]) {
        const { log, reverse } = run(plan, 20, known, false);
        reverse();
        reverse();
        expect(log.reversed).toEqual([...backwards(20), ...backwards(20)]);
      }
    }
  });
});

describe('within a budget', () => {
  // A state takes 5 cells with its turn (the scalars, the array and the two numbers of the object), a turn records one.
  const layoutOf = (turns: number, budget: number) => bestLayout(turns, { budget, state: 64, turn: 8 });

  test.each([true, false])('whose number of turns is known: %s', (known) => {
    for (const budget of [100, 600, 2000, 10_000, '1MB'] as const) {
      configure({ tapeBudget: budget });
      for (const once of [true, false]) {
        for (const length of [...lengths, 300]) {
          const { log, reverse } = run({}, length, known, once);
          reverse();
          expect(log.reversed).toEqual(backwards(length));
          if (budget === '1MB') expect(log.advanced).toBe(0);
          else expect(8 * log.most).toBeLessThanOrEqual(Math.max(budget, 200));
        }
      }
    }
  });

  test('no turn is made again that the budget can record', () => {
    expect(layoutOf(1000, 100_000)).toEqual({ slots: 1, block: 1000 });
  });

  test('each turn is made again once at most while states and blocks fit side by side', () => {
    const turns = 10_000_000;
    const { slots, block } = layoutOf(turns, 2 ** 20);
    expect(slots * 64 + block * 8).toBeLessThanOrEqual(2 ** 20);
    expect(advances(Math.ceil(turns / block), slots) * block).toBeLessThanOrEqual(turns);
  });

  test('holds for one call', () => {
    configure({ tapeBudget: '1MB' });
    const { log, reverse } = withTapeBudget(600, () => run({}, 300, true, true));
    reverse();
    expect(log.advanced).toBeGreaterThan(0);
    expect(run({}, 300, true, true).log.advanced).toBe(0);
    expect(() => withTapeBudget(0, () => 1)).toThrow('ADC5012');
  });

  test('what takes more than the budget is done with the least', () => {
    expect(layoutOf(1000, 10)).toEqual({ slots: 1, block: 1 });
  });

  test.each(['64', '1.5GB', 12, '64MB', '2 kB'] as never[])('%s is a size', (tapeBudget) => {
    expect(() => configure({ tapeBudget })).not.toThrow();
  });
  test.each(['', 'much', 0, -1, NaN, '64MiB'] as never[])('%s is none', (tapeBudget) => {
    expect(() => configure({ tapeBudget })).toThrow('ADC5012');
  });
});
