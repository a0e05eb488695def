/** The short run: the same programs every time. `pnpm fuzz --minutes 60 --seed 1` is the long one. */
import { expect, test } from 'vitest';
import { explore, type Failure } from './explore.js';

test('generated programs keep their values and have right derivatives', () => {
  const failures: Failure[] = [];
  const counts = explore({
    seed: 1,
    batch: 20,
    more: ({ programs }) => programs < 100,
    found: (failure) => failures.push(failure),
  });
  expect(failures.map(({ what, detail, source }) => `${what}\n${detail}\n${source}`)).toEqual([]);
  expect(counts.illTyped).toBe(0);
  expect(counts.checked).toBeGreaterThan(80);
});
