/**
 * Differentiates the adjoint of every fixture in its turn: the adjoint is the primal here, and its own companions are held to
 * all that those of any function are held to. FIXTURE=text runs those whose name contains the text, and SHOW=1 prints the code.
 */
import * as runtime from '@adc/runtime';
import type { CompileOptions } from '@adc/compiler';
import { describe, expect, test } from 'vitest';
import { checkDerivatives } from './runner/check-derivatives.js';
import { checkPullback } from './runner/check-pullback.js';
import { checkValues } from './runner/check-values.js';
import { checkVariant, type Variant } from './runner/check-variants.js';
import { companionsOf } from './runner/companions.js';
import { compileFixture, complaintsAbout, type Compiled } from './runner/compile.js';
import { isErrorFixture, listFixtures, type Fixture, type FixtureExports } from './runner/fixture.js';
import { copy } from './runner/leaves.js';
import { loadModule } from './runner/load.js';
import { cotangentOf, runBase, type Primal, type Subject } from './runner/primal.js';
import { createProgram, userOptions } from './runner/program.js';
import { directionEntry, seeded, seedOf } from './runner/random.js';
import { createReport, settle } from './runner/report.js';
import { findTarget, type Target } from './runner/target.js';

/** Functions whose adjoint is not differentiated. */
const REFUSED = 3006;

/** Where a gradient has `undefined` for text, its shadow cannot tell that from a number that is missing. */
const INERT = 'objects/inert-fields';

const fixtures = listFixtures()
  .filter((fixture) => !isErrorFixture(fixture) && fixture.name !== INERT)
  .map((fixture) => ({ fixture, program: createProgram(fixture.files, userOptions) }))
  .map(({ fixture, program }) => ({ fixture, program, target: findTarget(program, fixture.input)! }))
  .filter(({ target }) => target.mode !== 'forward')
  .map((each) => [each.fixture.name, each] as const);

describe.skipIf(fixtures.length === 0)('the adjoint differentiated', () => {
  test.each(fixtures)('%s', (_, { fixture, program, target }) => {
    const compiled = compileFixture(fixture, program, { secondDerivatives: true });
    if (process.env['SHOW']) console.log(compiled.files.get(fixture.input));
    const first = exportsOf(fixture, compiled);
    if (first.options?.out !== undefined) return;
    const random = seeded(seedOf(fixture.name));
    const subject: Subject = { exports: first, target, primal: named(first, target.name) };
    const bases = first.points
      .map((_, index) => runBase(subject, index))
      .filter(({ outcome }) => outcome.thrown === undefined);
    const points = bases.map((base) => [...base.slots, cotangentOf(base, () => directionEntry(random))]);
    const rough = first.adjointKinks ?? first.kinks ?? [];
    const kinks = bases.flatMap(({ index }, at) => (rough.includes(index) ? [at] : []));
    const variants = (
      [
        ['the default', {}],
        ['everything recorded', { recordEverything: true }],
        ['not optimised', { optimise: false }],
      ] as const
    ).flatMap(([name, options]) => variantOf(name, fixture, program, target, options, { points, kinks }));
    const [reference, ...others] = variants;
    expect(reference?.name).toBe('the default');
    if (reference === undefined) return;
    const report = createReport(fixture.name);
    points.forEach((_, index) => {
      const base = runBase(reference.subject, index);
      // Another pipeline's adjoint may round in another order: each is a primal of its own.
      for (const { subject: each, companions } of variants)
        checkValues(each, companions, runBase(each, index), random, report);
      if (base.outcome.thrown !== undefined) return;
      checkDerivatives(reference.subject, reference.companions, base, random, report);
      checkPullback(reference.subject, reference.companions, base, random, report);
      for (const variant of others) checkVariant(reference, variant, base, random, report);
    });
    for (const complaint of complaintsAbout(compiled)) report.fail(`generated code: ${complaint}`);
    settle(report);
  });
});

function exportsOf(fixture: Fixture, compiled: Compiled): FixtureExports {
  return loadModule(compiled.files, fixture.input, { '@adc/runtime': runtime }) as unknown as FixtureExports;
}

function named(exports: FixtureExports, name: string): Primal {
  const found = Object.entries(exports).find(([key]) => key.replace(/\d+$/, '') === name.replace(/\d+$/, ''));
  expect(found, `no ${name}`).toBeDefined();
  return found![1] as Primal;
}

function variantOf(
  name: string,
  fixture: Fixture,
  program: ReturnType<typeof createProgram>,
  target: Target,
  options: CompileOptions,
  { points, kinks }: Required<Pick<FixtureExports, 'points' | 'kinks'>>,
): Variant[] {
  const compiled = compileFixture(fixture, program, { secondDerivatives: true, ...options });
  if (compiled.result.diagnostics.some(({ code }) => code === REFUSED)) return [];
  const { expected: _, cases: __, ...exports } = exportsOf(fixture, compiled);
  const adjoint: Target = {
    name: `${target.name}Adjoint`,
    parameters: [
      ...target.parameters.map((parameter) => ({ ...parameter, rest: false })),
      { name: 'cotangent', tangent: true, number: false, rest: false },
    ],
    mode: 'both',
    wrt: undefined,
  };
  const subject: Subject = {
    exports: { ...exports, points: copy(points), kinks },
    target: adjoint,
    primal: named(exports, adjoint.name),
  };
  return [{ name, subject, companions: companionsOf(subject), exact: false }];
}
