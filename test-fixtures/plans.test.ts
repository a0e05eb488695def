/** Every way to store and to make turns again gives the bits that recording all turns gives. */
import type { CompileOptions } from '@adc/compiler';
import * as runtime from '@adc/runtime';
import { afterEach, describe, expect, test } from 'vitest';
import { checkVariant, type Variant } from './runner/check-variants.js';
import { companionsOf } from './runner/companions.js';
import { compileFixture } from './runner/compile.js';
import { type Fixture, type FixtureExports, listFixtures } from './runner/fixture.js';
import { loadModule } from './runner/load.js';
import { type Primal, runBase, type Subject } from './runner/primal.js';
import { createProgram, userOptions } from './runner/program.js';
import { seeded, seedOf } from './runner/random.js';
import { createReport, settle } from './runner/report.js';
import { samePullbacks } from './runner/same-pullbacks.js';
import { findTarget } from './runner/target.js';

const plans = ['none', 'revolve(1)', 'revolve(2)', 'revolve(7)', 'every(1)', 'every(2)', 'every(5)', ''];
const budgets = [1, 400, 3000] as const;
/** A pragma before a loop; a call has no plan. */
const pragma = /(@checkpoint).*$(?=\n\s*(?:\w+: )?(?:for|while|do)\b)/gm;

const fixtures = listFixtures()
  .filter(({ name }) => name.startsWith('checkpoints/'))
  .map((fixture) => [fixture.name, fixture] as const);

afterEach(() => runtime.configure({ tapeBudget: '64MB' }));

describe.skipIf(fixtures.length === 0)('plans', () => {
  test.each(fixtures)('%s', (_, fixture) => {
    const report = createReport(fixture.name);
    const [reference, ...others] = plans.map((plan) => variantWith(fixture, plan)) as [Variant, ...Variant[]];
    reference.subject.exports.points.forEach((_, index) => {
      const random = seeded(seedOf(`${fixture.name}#${index}`));
      const base = runBase(reference.subject, index);
      for (const budget of budgets) {
        runtime.configure({ tapeBudget: budget });
        for (const variant of others) checkVariant(reference, variant, base, random, report);
      }
      for (const variant of others) samePullbacks(reference, variant, base);
    });
    settle(report);
  });
});

/** Programs that say nothing of checkpoints. */
const silent = listFixtures()
  .filter(({ name }, i) => /^(?:loops|recurrences)\//.test(name) && (process.env['ALL'] || i % 2 === 0))
  .map((fixture) => [fixture.name, fixture] as const);

describe.skipIf(silent.length === 0)('the option tapeBudget', () => {
  test.each(silent)('%s', (_, fixture) => {
    const target = findTarget(createProgram(fixture.files, userOptions), fixture.input);
    if (target === undefined || target.mode === 'forward') return;
    const report = createReport(fixture.name);
    const reference = compiledWith(fixture, {}, 'without a budget');
    const variant = compiledWith(fixture, { tapeBudget: 1 }, 'a budget of one byte');
    reference.subject.exports.points.forEach((_, index) => {
      const base = runBase(reference.subject, index);
      if (base.outcome.thrown !== undefined) return;
      checkVariant(reference, variant, base, seeded(seedOf(`${fixture.name}#${index}`)), report);
    });
    settle(report);
  });
});

function variantWith(fixture: Fixture, plan: string): Variant {
  const files = new Map([...fixture.files].map(([name, text]) => [name, text.replace(pragma, `$1${plan}`)]));
  return compiledWith({ ...fixture, files }, { checkpoints: plan !== 'none' }, `@checkpoint ${plan}`);
}

function compiledWith(fixture: Fixture, options: CompileOptions, name: string): Variant {
  const program = createProgram(fixture.files, userOptions);
  const target = findTarget(program, fixture.input)!;
  const compiled = compileFixture(fixture, program, options);
  expect(compiled.result.diagnostics).toEqual([]);
  const exports = loadModule(compiled.files, fixture.input, { '@adc/runtime': runtime });
  const subject: Subject = {
    exports: exports as unknown as FixtureExports,
    target,
    primal: exports[target.name] as Primal,
  };
  return { name, subject, companions: companionsOf(subject), exact: true };
}
