/**
 * Compiles every fixture and checks what comes out; FIXTURE=text runs those whose name contains the text, and SHOW=1 prints
 * what was compiled (cases: BI41, BI44).
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as runtime from '@adc/runtime';
import type { CompileOptions, Diagnostic } from '@adc/compiler';
import { describe, expect, test } from 'vitest';
import type ts from 'typescript';
import { checkDerivatives } from './runner/check-derivatives.js';
import { checkPullback } from './runner/check-pullback.js';
import { checkReport } from './runner/check-report.js';
import { checkValues } from './runner/check-values.js';
import { checkVariant, type Variant } from './runner/check-variants.js';
import { companionsOf, throughRuntime } from './runner/companions.js';
import { compileFixture, complaintsAbout, type Compiled } from './runner/compile.js';
import { diagnosticText } from './runner/diagnostics.js';
import { isErrorFixture, isWarningFixture, listFixtures, type Fixture, type FixtureExports } from './runner/fixture.js';
import { loadModule } from './runner/load.js';
import { runBase, type Primal } from './runner/primal.js';
import { createProgram, userOptions } from './runner/program.js';
import { seeded, seedOf } from './runner/random.js';
import { createReport, settle } from './runner/report.js';
import { findTarget, type Target } from './runner/target.js';

const fixtures = listFixtures().map((fixture) => [fixture.name, fixture] as const);
const refused = fixtures.filter(([, fixture]) => isErrorFixture(fixture));
const accepted = fixtures.filter(([, fixture]) => !isErrorFixture(fixture));

describe.skipIf(accepted.length === 0)('differentiated', () => {
  test.each(accepted)('%s', async (_, fixture) => {
    const program = createProgram(fixture.files, userOptions);
    const target = findTarget(program, fixture.input)!;
    const compiled = compileFixture(fixture, program);
    if (process.env['SHOW']) console.log(compiled.files.get(fixture.input));
    const errors = compiled.result.diagnostics.filter(({ severity }) => severity === 'error');
    expect(errors.map((each) => diagnosticText(fixture, each)).join('\n'), 'errors').toBe('');

    const report = createReport(fixture.name);
    const reference = variantOf('the default', fixture, compiled, target, false);
    const variants = [
      { ...reference, name: 'through the runtime', companions: throughRuntime(reference.subject), exact: true },
      compiledVariant('everything recorded', fixture, program, target, { recordEverything: true }, true),
      compiledVariant('not optimised', fixture, program, target, { optimise: false }, false),
    ];
    reference.subject.exports.points.forEach((_, index) => {
      const random = seeded(seedOf(`${fixture.name}#${index}`));
      const base = runBase(reference.subject, index);
      checkValues(reference.subject, reference.companions, base, random, report);
      for (const { subject, companions } of variants.slice(1)) checkValues(subject, companions, base, random, report);
      if (base.outcome.thrown !== undefined) return;
      checkDerivatives(reference.subject, reference.companions, base, random, report);
      checkPullback(reference.subject, reference.companions, base, random, report);
      checkReport(reference.subject, base, report);
      for (const variant of variants) checkVariant(reference, variant, base, random, report);
    });
    for (const complaint of complaintsAbout(compiled)) report.fail(`generated code: ${complaint}`);
    settle(report);

    const warnings = compiled.result.diagnostics;
    if (isWarningFixture(fixture)) await matchDiagnostics(fixture, warnings);
    else expect(warnings.map((each) => diagnosticText(fixture, each)).join('\n'), 'warnings').toBe('');
    const golden = join(fixture.folder, 'expected.ts');
    if (existsSync(golden)) await expect(compiled.files.get(fixture.input)).toMatchFileSnapshot(golden);
  });
});

describe.skipIf(refused.length === 0)('refused', () => {
  test.each(refused)('%s', async (_, fixture) => {
    const { result } = compileFixture(fixture, createProgram(fixture.files, userOptions));
    await matchDiagnostics(fixture, result.diagnostics);
  });
});

function variantOf(name: string, fixture: Fixture, compiled: Compiled, target: Target, exact: boolean): Variant {
  const exports = loadModule(compiled.files, fixture.input, { '@adc/runtime': runtime });
  const primal = exports[target.name] as Primal;
  const subject = { exports: exports as unknown as FixtureExports, target, primal };
  return { name, subject, companions: companionsOf(subject), exact };
}

function compiledVariant(
  name: string,
  fixture: Fixture,
  program: ts.Program,
  target: Target,
  options: CompileOptions,
  exact: boolean,
): Variant {
  return variantOf(name, fixture, compileFixture(fixture, program, options), target, exact);
}

/** The codes that the fixture's own text states, then the whole text where it is kept. */
async function matchDiagnostics(fixture: Fixture, diagnostics: readonly Diagnostic[]): Promise<void> {
  const texts = diagnostics.map((each) => diagnosticText(fixture, each));
  const stated = /^export const codes = \[([\d, ]+)\]/m.exec(fixture.files.get(fixture.input)!)?.[1];
  expect(diagnostics.map(({ code }) => code).sort(), texts.join('\n')).toEqual(stated?.split(', ').map(Number));
  const golden = join(fixture.folder, 'expected.txt');
  if (existsSync(golden)) await expect(texts.join('\n')).toMatchFileSnapshot(golden);
}
