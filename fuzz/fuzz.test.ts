/** The short run: the same programs every time. `npm run fuzz -- --minutes 60 --seed 1` is the long one. */
import { expect, test } from 'vitest';
import { explore, shortRun, type Failure } from './explore.js';

test('generated programs keep their values and have right derivatives', { timeout: 300_000 }, () => {
  const failures: Failure[] = [];
  const counts = explore(shortRun.seed, shortRun.rounds, ({ failure }) => failures.push(failure));
  expect(failures.map(({ what, detail, source }) => `${what}\n${detail}\n${source}`)).toEqual([]);
  expect(counts.illTyped).toEqual([]);
  expect(counts.checked).toBeGreaterThan(130);
});
