/**
 * Differentiates the adjoint of every fixture in its turn. FIXTURE=text runs those whose name contains the text, and SHOW=1
 * prints the code.
 */
import { describe, test } from 'vitest';
import { complaintsAbout } from './runner/compile.js';
import { listFixtures } from './runner/fixture.js';
import { compileSecond, hasAdjoint, judgeSecond } from './runner/judge-second.js';
import { createProgram, userOptions } from './runner/program.js';
import { settle } from './runner/report.js';
import { findTarget } from './runner/target.js';

const fixtures = listFixtures()
  .map((fixture) => ({ fixture, program: createProgram(fixture.files, userOptions) }))
  .filter(({ fixture, program }) => hasAdjoint(fixture, () => findTarget(program, fixture.input)!))
  .map((each) => [each.fixture.name, each] as const);

describe.skipIf(fixtures.length === 0)('the adjoint differentiated', () => {
  test.each(fixtures)('%s', (_, { fixture, program }) => {
    const compiled = compileSecond(fixture, program);
    if (process.env['SHOW']) console.log(compiled[0].files.get(fixture.input));
    const report = judgeSecond(fixture, findTarget(program, fixture.input)!, compiled);
    for (const complaint of complaintsAbout(compiled[0])) report.fail(`generated code: ${complaint}`);
    settle(report);
  });
});
