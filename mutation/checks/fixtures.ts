/** The fixtures, judged as their own test judges them; an output that was judged before is not judged again. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type ts from 'typescript';
import { compileFixture, complaintsAbout, type Compiled } from '../../test-fixtures/runner/compile.js';
import { diagnosticText } from '../../test-fixtures/runner/diagnostics.js';
import { isErrorFixture, isWarningFixture, listFixtures, type Fixture } from '../../test-fixtures/runner/fixture.js';
import {
  codesOf,
  compilationsOf,
  judge,
  type Compilations,
  statedCodes,
  unexpected,
} from '../../test-fixtures/runner/judge.js';
import { hasAdjoint, judgeSecond, secondWaysOf } from '../../test-fixtures/runner/judge-second.js';
import { settle } from '../../test-fixtures/runner/report.js';
import { findTarget } from '../../test-fixtures/runner/target.js';
import { judged, part, shared, type Check } from './check.js';
import { viewsOf } from './programs.js';

export function fixtureChecks(): readonly Check[] {
  const fixtures = shared('fixtures', () => listFixtures(''));
  const programs = viewsOf(
    'fixtures',
    fixtures.map(({ files }) => files),
  );
  const first = fixtures.map((fixture, k): Check => {
    const program = programs[k]!;
    return {
      name: nameOf(fixture),
      exact: existsSync(join(fixture.folder, 'expected.ts')),
      run: () => (isErrorFixture(fixture) ? refused(fixture, program) : accepted(fixture, program)),
    };
  });
  const second = fixtures.flatMap((fixture, k): readonly Check[] => {
    const program = programs[k]!;
    if (!hasAdjoint(fixture, () => findTarget(program, fixture.input)!)) return [];
    return [{ name: `${nameOf(fixture)}, adjoint differentiated`, run: () => differentiatedAgain(fixture, program) }];
  });
  return [...first, ...second];
}

const nameOf = (fixture: Fixture): string => `fixture ${fixture.name}`;

function refused(fixture: Fixture, program: ts.Program): ReturnType<Check['run']> {
  const compiled = part(nameOf(fixture), 0, () => compileFixture(fixture, program));
  return judged(fixture.name, outputOf(fixture, compiled), () => {
    matchCodes(fixture, compiled);
    matchGolden(fixture, 'expected.txt', textsOf(fixture, compiled).join('\n'));
  });
}

function accepted(fixture: Fixture, program: ts.Program): ReturnType<Check['run']> {
  const all = compilationsOf(fixture).map(({ options }, k) =>
    part(nameOf(fixture), k, () => compileFixture(fixture, program, options)),
  ) as unknown as Compilations;
  const [compiled] = all;
  return judged(fixture.name, all.map((each) => outputOf(fixture, each)).join('\n'), () => {
    const wrong = unexpected(fixture, compiled.result.diagnostics);
    if (wrong.length > 0) throw new Error(wrong.join('\n'));
    if (isWarningFixture(fixture)) matchCodes(fixture, compiled);
    if (isWarningFixture(fixture)) matchGolden(fixture, 'expected.txt', textsOf(fixture, compiled).join('\n'));
    matchGolden(fixture, 'expected.ts', compiled.files.get(fixture.input)!);
    settle(judge(fixture, findTarget(program, fixture.input)!, all));
    const complaints = complaintsAbout(compiled);
    if (complaints.length > 0) throw new Error(`generated code: ${complaints.join('\n')}`);
  });
}

function differentiatedAgain(fixture: Fixture, program: ts.Program): ReturnType<Check['run']> {
  const name = `${nameOf(fixture)}, adjoint differentiated`;
  const ways = secondWaysOf(fixture);
  const all = ways.map(({ options }, k) =>
    part(name, k, () => compileFixture(fixture, program, options)),
  ) as unknown as Compilations;
  return judged(name, all.map((each) => outputOf(fixture, each)).join('\n'), () => {
    settle(judgeSecond(fixture, findTarget(program, fixture.input)!, all, ways));
  });
}

const textsOf = (fixture: Fixture, { result }: Compiled): readonly string[] =>
  result.diagnostics.map((each) => diagnosticText(fixture, each));

const outputOf = (fixture: Fixture, compiled: Compiled): string =>
  [...textsOf(fixture, compiled), ...compiled.files.values()].join('\n');

function matchCodes(fixture: Fixture, { result }: Compiled): void {
  const [found, stated] = [codesOf(result.diagnostics).join(', '), statedCodes(fixture)?.join(', ')];
  if (found !== stated) throw new Error(`codes ${found}, not ${stated}`);
}

function matchGolden(fixture: Fixture, name: string, text: string): void {
  const golden = join(fixture.folder, name);
  if (existsSync(golden) && readFileSync(golden, 'utf8') !== text) throw new Error(`not as in ${name}`);
}
