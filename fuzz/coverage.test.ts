/** The generator still writes all that it must. Nothing is compiled, so there can be many programs. */
import { expect, test } from 'vitest';
import { coverSource, missing, noCoverage } from './coverage.js';
import { everyProgram, samplesOf } from './explore.js';
import { generate } from './generate.js';

test('every construct that must be there is among the first three thousand programs', () => {
  const coverage = noCoverage();
  for (let round = 0; round < 150 && missing(coverage).length > 0; round++)
    for (const sample of samplesOf({ seed: 1, round, only: everyProgram }))
      coverSource(coverage, generate(sample).source);
  expect(missing(coverage)).toEqual([]);
});

test('what the generator does not write is missing', () => {
  const coverage = noCoverage();
  coverSource(coverage, 'export function f(x: number): number { return x; }');
  expect(missing(coverage)).toContain('private name: field');
});
