/** Binomial schedules against published numbers and against dynamic programming over all schedules. */
import { describe, expect, test } from 'vitest';
import { advances, reach, split } from './binomial.js';

/** The least number of unrecorded steps over all schedules, by exhaustion. */
function leastAdvances(): (steps: number, slots: number) => number {
  const known = new Map<string, number>();
  return function least(steps, slots): number {
    if (steps <= 1) return 0;
    if (slots === 1) return (steps * (steps - 1)) / 2;
    const key = `${steps} ${slots}`;
    let best = known.get(key);
    if (best !== undefined) return best;
    best = Infinity;
    for (let m = 1; m < steps; m++) best = Math.min(best, m + least(steps - m, slots - 1) + least(m, slots));
    known.set(key, best);
    return best;
  };
}

describe('binomial schedules', () => {
  test.each([
    [10, 3, 15],
    [100, 5, 316],
    [1000, 10, 3636],
    [1000, 20, 2747],
    [10_000, 10, 57_624],
    [10_000, 50, 28_622],
  ])('%i steps with %i slots take %i advances (Griewank and Walther 2000)', (steps, slots, expected) => {
    expect(advances(steps, slots)).toBe(expected);
  });

  test('ten slots and ten repetitions reach 184756 steps', () => {
    expect(reach(10, 10)).toBe(184_756);
  });

  test('the closed form is the optimum over all schedules, and the split attains it', () => {
    const least = leastAdvances();
    for (let slots = 1; slots <= 8; slots++) {
      for (let steps = 1; steps <= 80; steps++) {
        expect(advances(steps, slots)).toBe(least(steps, slots));
        if (steps === 1 || slots === 1) continue;
        const m = split(steps, slots);
        expect(m + least(steps - m, slots - 1) + least(m, slots)).toBe(least(steps, slots));
      }
    }
  });
});
