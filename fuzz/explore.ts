/** Generates, compiles and checks programs, round by round. Everything follows from the seed. */
import * as fc from 'fast-check';
import { check, type Finding, type Tally } from './check.js';
import { compileBatch, textOf, type BatchOptions, type Outcome } from './compile-batch.js';
import { addCoverage, coverIr, coverSource, noCoverage, type Coverage } from './coverage.js';
import { choices, generate, type Generated } from './generate.js';

export type Failure = Finding & Generated;
/** A failing program, and the choices that it was made from. */
export type Found = { readonly failure: Failure; readonly from: readonly number[] };

export type Counts = Tally & {
  programs: number;
  checked: number;
  /** Programs whose companions went through the type checker. */
  typed: number;
  readonly illTyped: string[];
  readonly refusals: Map<number, number>;
  readonly coverage: Coverage;
};

export const noCounts = (): Counts => ({
  programs: 0,
  checked: 0,
  typed: 0,
  illTyped: [],
  points: 0,
  checkpointed: 0,
  skipped: new Map(),
  refusals: new Map(),
  coverage: noCoverage(),
});

export function addCounts(to: Counts, from: Counts): void {
  for (const key of ['programs', 'checked', 'typed', 'points', 'checkpointed'] as const) to[key] += from[key];
  to.illTyped.push(...from.illTyped);
  for (const map of ['skipped', 'refusals'] as const)
    for (const [key, count] of from[map])
      (to[map] as Map<unknown, number>).set(key, ((to[map] as Map<unknown, number>).get(key) ?? 0) + count);
  addCoverage(to.coverage, from.coverage);
}

/** Which programs: those of a round, all or some. */
export type Round = { readonly seed: number; readonly round: number; readonly only: readonly number[] };

export const batch = 20;
export const everyProgram = Array.from({ length: batch }, (_, k) => k);

export const samplesOf = ({ seed, round, only }: Round): readonly (readonly number[])[] =>
  only.map((k) => {
    const length = [40, 80, 120, 200, 320][k % 5]!;
    const [sample] = fc.sample(choices(length), { seed: seed + 7919 * round + 31 * k, numRuns: 1 });
    return sample!;
  });

/** @param reached is told how far it has come: to the n-th of the programs, once all are compiled. */
export function runRound(
  round: Round,
  found: (found: Found) => void,
  reached: (program: number) => void = () => undefined,
): Counts {
  const counts = noCounts();
  const samples = samplesOf(round);
  const programs = samples.map(generate);
  const ir = round.round % 8 === 0 ? coverIr(counts.coverage) : undefined;
  const options: BatchOptions = {
    types: round.round % 4 === 3,
    recorded: round.round % 3 === 2,
    second: round.round % 2 === 1,
    ...(ir && { observe: ir.observe }),
  };
  const outcomes = compileBatch(
    programs.map(({ source }) => source),
    options,
  );
  ir?.done();
  programs.forEach((program, k) => {
    const outcome = outcomes[k]!;
    reached(k);
    counts.programs++;
    coverSource(counts.coverage, program.source);
    if (outcome.kind === 'ill-typed') counts.illTyped.push(outcome.text);
    if (outcome.kind === 'refused')
      for (const code of new Set(outcome.codes)) counts.refusals.set(code, (counts.refusals.get(code) ?? 0) + 1);
    if (outcome.kind === 'compiled' && options.types) counts.typed++;
    for (const finding of judge(program, outcome, counts))
      found({ failure: { ...finding, ...program }, from: samples[k]! });
  });
  return counts;
}

/** The run that every test run makes. */
export const shortRun = { seed: 1, rounds: 8 } as const;

/** Its programs. */
export const programsOfShortRun = (): readonly Generated[] =>
  Array.from({ length: shortRun.rounds }, (_, round) =>
    samplesOf({ seed: shortRun.seed, round, only: everyProgram }).map(generate),
  ).flat();

/** Round after round, here and now. */
export function explore(seed: number, rounds: number, found: (found: Found) => void): Counts {
  const counts = noCounts();
  for (let round = 0; round < rounds; round++) addCounts(counts, runRound({ seed, round, only: everyProgram }, found));
  return counts;
}

export function judge(program: Generated, outcome: Outcome, counts: Counts): readonly Finding[] {
  if (outcome.kind === 'failed') return [{ what: outcome.what, detail: outcome.text }];
  if (outcome.kind !== 'compiled') return [];
  counts.checked++;
  const complaint =
    outcome.complaint === undefined
      ? []
      : [{ what: `generated code is ill-typed: ${kindOf(outcome.complaint)}`, detail: outcome.complaint }];
  try {
    const found = check(program, outcome, counts);
    return found ? [...complaint, found] : complaint;
  } catch (error) {
    const detail = textOf(error);
    return [...complaint, { what: `the check itself fails: ${detail.split('\n', 1)[0]}`, detail }];
  }
}

const kindOf = (complaint: string): string => /TS\d+/.exec(complaint)?.[0] ?? '';
