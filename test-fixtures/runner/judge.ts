/** All that must hold of a compiled fixture, whoever compiled it. */
import * as runtime from '@adc/runtime';
import type { CompileOptions, Diagnostic, LoopExplanation } from '@adc/compiler';
import type ts from 'typescript';
import { checkDerivatives } from './check-derivatives.js';
import { checkPullback } from './check-pullback.js';
import { checkReport } from './check-report.js';
import { checkValues } from './check-values.js';
import { checkVariant, type Variant } from './check-variants.js';
import { companionsOf, throughRuntime } from './companions.js';
import { compileFixture, type Compiled } from './compile.js';
import { diagnosticText } from './diagnostics.js';
import { isWarningFixture, type Fixture, type FixtureExports } from './fixture.js';
import { loadModule } from './load.js';
import { runBase, withPointBeside, type Primal } from './primal.js';
import { seeded, seedOf } from './random.js';
import { createReport, type Report } from './report.js';
import type { Target } from './target.js';

export type Compilation = { readonly name: string; readonly options: CompileOptions; readonly exact: boolean };

const compilations: readonly Compilation[] = [
  { name: 'the default', options: {}, exact: false },
  {
    name: 'everything recorded, and watched',
    options: { recordEverything: true, debug: true, adjointGrowth: 'arrays' },
    exact: true,
  },
  { name: 'not optimised', options: { optimise: false }, exact: false },
];
const withoutCheckpoints: Compilation = { name: 'no turn made again', options: { checkpoints: false }, exact: true };

runtime.configure({ onAdjointGrowth: () => {} });

/** What a fixture is compiled with; the first is what users get. */
export const compilationsOf = ({ files }: Fixture): readonly Compilation[] =>
  [...files.values()].some((text) => text.includes('@checkpoint'))
    ? [...compilations, withoutCheckpoints]
    : compilations;

/** The fixture compiled in each of these ways. */
export type Compilations = readonly [Compiled, ...Compiled[]];

export const compileAll = (fixture: Fixture, program: ts.Program): Compilations =>
  compilationsOf(fixture).map(({ options }) => compileFixture(fixture, program, options)) as unknown as Compilations;

/** Runs what `compileAll` made at the fixture's points. */
export function judge(fixture: Fixture, target: Target, compiled: Compilations): Report {
  const report = createReport(fixture.name);
  const isOfOneOrder = !compiled[0].result.explanations.some(({ loops }) => loops.some(isReversedInPlace));
  const [reference, ...others] = compilationsOf(fixture).map(({ name, exact, options }, k) =>
    variantOf(name, fixture, compiled[k]!, target, exact && (isOfOneOrder || options.recordEverything !== true)),
  ) as [Variant, ...Variant[]];
  const variants = [
    { ...reference, name: 'through the runtime', companions: throughRuntime(reference.subject), exact: isOfOneOrder },
    ...others,
  ];
  reference.subject.exports.points.forEach((_, index) => {
    const random = seeded(seedOf(`${fixture.name}#${index}`));
    const base = runBase(reference.subject, index);
    checkValues(reference.subject, reference.companions, base, random, report);
    for (const { subject, companions } of others) checkValues(subject, companions, base, random, report);
    if (base.outcome.thrown !== undefined) return;
    checkDerivatives(reference.subject, reference.companions, base, random, report);
    checkPullback(reference.subject, reference.companions, base, random, report);
    checkReport(reference.subject, base, report);
    for (const variant of variants) checkVariant(reference, variant, base, random, report);
  });
  return report;
}

/** Whether sums of derivatives are formed in the order of the turns, as pullbacks cannot, nor what records everything. */
function isReversedInPlace({ reversal, loops }: LoopExplanation): boolean {
  return reversal?.mode.kind === 'in-place' || loops.some(isReversedInPlace);
}

function variantOf(name: string, fixture: Fixture, compiled: Compiled, target: Target, exact: boolean): Variant {
  const exports = loadModule(compiled.files, fixture.input, { '@adc/runtime': { ...runtime, locate: () => {} } });
  const primal = exports[target.name] as Primal;
  const subject = { exports: withPointBeside(exports as unknown as FixtureExports), target, primal };
  return { name, subject, companions: companionsOf(subject), exact };
}

/** What the compiler says that it should not: errors, and warnings where the fixture is not about them. */
export function unexpected(fixture: Fixture, diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics
    .filter(({ severity }) => severity === 'error' || !isWarningFixture(fixture))
    .map((each) => diagnosticText(fixture, each));
}

/** The codes that the fixture's own text states. */
export const statedCodes = (fixture: Fixture): readonly number[] | undefined =>
  /^export const codes = \[([\d, ]+)\]/m.exec(fixture.files.get(fixture.input)!)?.[1]?.split(', ').map(Number);

export const codesOf = (diagnostics: readonly Diagnostic[]): readonly number[] =>
  diagnostics.map(({ code }) => code).sort();
