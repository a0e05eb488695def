/**
 * All that must hold of the companions of a fixture's adjoint. The adjoint is the primal here: it is held to differences, dot
 * products and its own pullback as any function is.
 */
import * as runtime from '@adc/runtime';
import type { CompileOptions } from '@adc/compiler';
import type ts from 'typescript';
import { checkDerivatives } from './check-derivatives.js';
import { checkPullback } from './check-pullback.js';
import { checkValues } from './check-values.js';
import { checkVariant, type Variant } from './check-variants.js';
import { companionsOf } from './companions.js';
import { compileFixture, type Compiled } from './compile.js';
import { isErrorFixture, type Fixture, type FixtureExports } from './fixture.js';
import { compilationsOf, type Compilations } from './judge.js';
import { copy } from './leaves.js';
import { loadModule } from './load.js';
import { cotangentOf, runBase, type Primal, type Subject } from './primal.js';
import { directionEntry, seeded, seedOf } from './random.js';
import { createReport, type Report } from './report.js';
import type { Target } from './target.js';

/** Fixtures about what is written into a parameter: their adjoint has no such result. */
const hasOut = (fixture: Fixture): boolean => /^export const options\b/m.test(fixture.files.get(fixture.input)!);

/** Whether there is an adjoint to differentiate. */
export const hasAdjoint = (fixture: Fixture, target: () => Target): boolean =>
  !isErrorFixture(fixture) && !hasOut(fixture) && target().mode !== 'forward';

export type SecondWay = { readonly name: string; readonly options: CompileOptions };

/** What a fixture may be compiled with here; the first is what users get. */
export const secondWaysOf = (fixture: Fixture): readonly SecondWay[] =>
  compilationsOf(fixture).map(({ name, options }) => ({ name, options: { ...options, secondDerivatives: true } }));

export const compileSecond = (fixture: Fixture, program: ts.Program, ways: readonly SecondWay[]): Compilations =>
  ways.map(({ options }) => compileFixture(fixture, program, options)) as unknown as Compilations;

/** Runs what `compileSecond` made in these ways at the fixture's points, each with a random cotangent. */
export function judgeSecond(
  fixture: Fixture,
  target: Target,
  compiled: Compilations,
  ways: readonly SecondWay[],
): Report {
  const report = createReport(fixture.name);
  const first = exportsOf(fixture, compiled[0]);
  if (first.firstDerivativesOnly) {
    for (const { result } of compiled)
      if (!result.diagnostics.some(({ code }) => code === 3006)) report.fail('ADC3006 is expected, and not reported');
    return report;
  }
  const random = seeded(seedOf(fixture.name));
  const subject: Subject = { exports: first, target, primal: named(first, target.name) };
  const bases = first.points
    .map((_, index) => runBase(subject, index))
    .filter(({ outcome }) => outcome.thrown === undefined);
  const points = bases.map((base) => [...base.slots, cotangentOf(base, () => directionEntry(random))]);
  const rough = first.adjointKinks ?? first.kinks ?? [];
  const kinks = bases.flatMap(({ index }, at) => (rough.includes(index) ? [at] : []));
  const overflows = bases.map(({ index }) => first.adjointOverflows?.includes(index) ?? false);
  const variants = compiled.map((each, k) =>
    variantOf(ways[k]!.name, exportsOf(fixture, each), target, { points, kinks }),
  );
  const [reference, ...others] = variants as [Variant, ...Variant[]];
  points.forEach((_, index) => {
    const base = runBase(reference.subject, index);
    // Another pipeline's adjoint may round in another order: each is a primal of its own.
    for (const { subject: each, companions } of variants)
      checkValues(each, companions, runBase(each, index), random, report);
    if (base.outcome.thrown !== undefined) return;
    checkDerivatives(reference.subject, reference.companions, base, random, report);
    checkPullback(reference.subject, reference.companions, base, random, report);
    if (overflows[index]) return;
    for (const variant of others) checkVariant(reference, variant, base, random, report);
  });
  return report;
}

function exportsOf(fixture: Fixture, compiled: Compiled): FixtureExports {
  return loadModule(compiled.files, fixture.input, {
    '@adc/runtime': { ...runtime, locate: () => {} },
  }) as unknown as FixtureExports;
}

/** An export; a name that the user took has a number. */
function named(exports: FixtureExports, name: string): Primal {
  const found = Object.entries(exports).find(([key]) => key.replace(/\d+$/, '') === name.replace(/\d+$/, ''));
  if (found === undefined) throw new Error(`no ${name}`);
  return found[1] as Primal;
}

function variantOf(
  name: string,
  { expected: _, cases: __, ...exports }: FixtureExports,
  target: Target,
  { points, kinks }: Required<Pick<FixtureExports, 'points' | 'kinks'>>,
): Variant {
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
  return { name, subject, companions: companionsOf(subject), exact: false };
}
