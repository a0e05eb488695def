/** The short run: the same programs every time. `pnpm fuzz --minutes 60 --seed 1` is the long one. */
import { expect, test } from 'vitest';
import { explore, shortRun, type Failure } from './explore.js';

test('generated programs keep their values and have right derivatives', () => {
  const failures: Failure[] = [];
  const counts = explore({
    ...shortRun,
    more: ({ programs }) => programs < shortRun.programs,
    found: (failure) => failures.push(failure),
  });
  expect(failures.map(({ what, detail, source }) => `${what}\n${detail}\n${source}`)).toEqual([]);
  expect(counts.illTyped).toBe(0);
  expect(counts.checked).toBeGreaterThan(80);
});
