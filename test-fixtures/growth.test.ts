/** Derivatives that are watched (`adjointGrowth`) have the bits of those that are not. */
import * as runtime from '@adc/runtime';
import type { CompileOptions } from '@adc/compiler';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkVariant, type Variant } from './runner/check-variants.js';
import { companionsOf } from './runner/companions.js';
import { compileFixture, complaintsAbout } from './runner/compile.js';
import { type Fixture, type FixtureExports, isErrorFixture, listFixtures } from './runner/fixture.js';
import { loadModule } from './runner/load.js';
import { type Primal, runBase, type Subject } from './runner/primal.js';
import { createProgram, userOptions } from './runner/program.js';
import { seeded, seedOf } from './runner/random.js';
import { createReport, settle } from './runner/report.js';
import { samePullbacks } from './runner/same-pullbacks.js';
import { findTarget } from './runner/target.js';

/** Where loops are: every third of these, with ALL=1 all; FIXTURE=text takes others. */
const areas = /^(loops|recurrences|checkpoints|fixed-point|linear-algebra|module-state)\//;
const fixtures = listFixtures()
  .filter((fixture) => !isErrorFixture(fixture) && (process.env['FIXTURE'] || areas.test(fixture.name)))
  .filter((_, i) => i % 3 === 0 || process.env['FIXTURE'] || process.env['ALL'])
  .map((fixture) => [fixture.name, fixture] as const);

let reports = 0;
beforeAll(() => runtime.configure({ onAdjointGrowth: () => void reports++ }));
afterAll(() => runtime.configure({ onAdjointGrowth: 'warn' }));

describe.skipIf(fixtures.length === 0)('watched', () => {
  test.each(fixtures)('%s', (_, fixture) => {
    const report = createReport(fixture.name);
    const reference = variantWith(fixture, {});
    const watched = variantWith(fixture, { adjointGrowth: 'arrays' });
    reference.subject.exports.points.forEach((_, index) => {
      const base = runBase(reference.subject, index);
      if (base.outcome.thrown !== undefined) return;
      checkVariant(reference, watched, base, seeded(seedOf(`${fixture.name}#${index}`)), report);
      samePullbacks(reference, watched, base);
    });
    settle(report);
  });

  test.skipIf(process.env['FIXTURE'])('something was told', () => {
    expect(reports).toBeGreaterThan(100);
  });
});

function variantWith(fixture: Fixture, options: CompileOptions): Variant {
  const program = createProgram(fixture.files, userOptions);
  const target = findTarget(program, fixture.input)!;
  const compiled = compileFixture(fixture, program, options);
  if (options.adjointGrowth !== undefined) expect(complaintsAbout(compiled)).toEqual([]);
  const exports = loadModule(compiled.files, fixture.input, { '@adc/runtime': runtime });
  const subject: Subject = {
    exports: exports as unknown as FixtureExports,
    target,
    primal: exports[target.name] as Primal,
  };
  return { name: 'watched', subject, companions: companionsOf(subject), exact: true };
}
