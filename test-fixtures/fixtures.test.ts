/**
 * Compiles every fixture and checks what comes out; FIXTURE=text runs those whose name contains the text, and SHOW=1 prints
 * what was compiled (cases: BI41, BI44).
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '@adc/compiler';
import { describe, expect, test } from 'vitest';
import { compileFixture, complaintsAbout } from './runner/compile.js';
import { diagnosticText } from './runner/diagnostics.js';
import { isErrorFixture, isWarningFixture, listFixtures, type Fixture } from './runner/fixture.js';
import { codesOf, compileAll, judge, statedCodes, unexpected } from './runner/judge.js';
import { createProgram, userOptions } from './runner/program.js';
import { settle } from './runner/report.js';
import { findTarget } from './runner/target.js';

const fixtures = listFixtures().map((fixture) => [fixture.name, fixture] as const);
const refused = fixtures.filter(([, fixture]) => isErrorFixture(fixture));
const accepted = fixtures.filter(([, fixture]) => !isErrorFixture(fixture));

describe.skipIf(accepted.length === 0)('differentiated', () => {
  test.each(accepted)('%s', async (_, fixture) => {
    const program = createProgram(fixture.files, userOptions);
    const target = findTarget(program, fixture.input)!;
    const compiled = compileAll(fixture, program);
    const [{ files, result }] = compiled;
    if (process.env['SHOW']) console.log(files.get(fixture.input));
    expect(unexpected(fixture, result.diagnostics).join('\n'), 'diagnostics').toBe('');

    const report = judge(fixture, target, compiled);
    for (const complaint of complaintsAbout(compiled[0])) report.fail(`generated code: ${complaint}`);
    if (/^export const typed = 'also when not optimised'/m.test(fixture.files.get(fixture.input)!))
      for (const complaint of complaintsAbout(compiled[2]!)) report.fail(`not optimised: ${complaint}`);
    settle(report);

    if (isWarningFixture(fixture)) await matchDiagnostics(fixture, result.diagnostics);
    const golden = join(fixture.folder, 'expected.ts');
    if (existsSync(golden)) await expect(files.get(fixture.input)).toMatchFileSnapshot(golden);
  });
});

describe.skipIf(refused.length === 0)('refused', () => {
  test.each(refused)('%s', async (_, fixture) => {
    const { result } = compileFixture(fixture, createProgram(fixture.files, userOptions));
    await matchDiagnostics(fixture, result.diagnostics);
  });
});

/** The codes that the fixture's own text states, then the whole text where it is kept. */
async function matchDiagnostics(fixture: Fixture, diagnostics: readonly Diagnostic[]): Promise<void> {
  const texts = diagnostics.map((each) => diagnosticText(fixture, each));
  expect(codesOf(diagnostics), texts.join('\n')).toEqual(statedCodes(fixture));
  const golden = join(fixture.folder, 'expected.txt');
  if (existsSync(golden)) await expect(texts.join('\n')).toMatchFileSnapshot(golden);
}
