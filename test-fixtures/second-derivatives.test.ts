/**
 * Differentiates the adjoint of every third fixture in its turn. FIXTURE=text runs those whose name contains the text, SHOW=1
 * prints the code, and ALL=1 takes all and compiles each in all ways, of which a third has one besides the default otherwise.
 */
import { describe, test } from 'vitest';
import { complaintsAbout } from './runner/compile.js';
import { type Fixture, listFixtures } from './runner/fixture.js';
import { compileSecond, hasAdjoint, judgeSecond, secondWaysOf, type SecondWay } from './runner/judge-second.js';
import { createProgram, userOptions } from './runner/program.js';
import { settle } from './runner/report.js';
import { findTarget } from './runner/target.js';

const hasAll = process.env['ALL'] !== undefined || process.env['FIXTURE'] !== undefined;
const fixtures = listFixtures()
  .map((fixture, index) => [fixture.name, fixture, index] as const)
  .filter(([, , index]) => hasAll || index % 3 === 0);

/** What the fixture at a place of the list is compiled with. */
const waysOf = (fixture: Fixture, index: number): readonly SecondWay[] =>
  secondWaysOf(fixture).filter((_, k) => k === 0 || k === index % 6 || process.env['ALL'] !== undefined);

describe.skipIf(fixtures.length === 0)('the adjoint differentiated', () => {
  test.each(fixtures)('%s', (_, fixture, index) => {
    const program = createProgram(fixture.files, userOptions);
    const target = () => findTarget(program, fixture.input)!;
    if (!hasAdjoint(fixture, target)) return;
    const ways = waysOf(fixture, index);
    const compiled = compileSecond(fixture, program, ways);
    if (process.env['SHOW']) console.log(compiled[0].files.get(fixture.input));
    const report = judgeSecond(fixture, target(), compiled, ways);
    for (const complaint of complaintsAbout(compiled[0])) report.fail(`generated code: ${complaint}`);
    settle(report);
  });
});
