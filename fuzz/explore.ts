/** Generates, compiles and checks programs, batch by batch. */
import * as fc from 'fast-check';
import { check, type Finding, type Tally } from './check.js';
import { compileBatch, textOf, type Outcome } from './compile-batch.js';
import { choices, generate, type Generated } from './generate.js';

export type Failure = Finding & { readonly source: string; readonly points: Generated['points'] };

export type Counts = Tally & {
  programs: number;
  checked: number;
  illTyped: number;
  readonly refusals: Map<number, number>;
};

export const noCounts = (): Counts => ({
  programs: 0,
  checked: 0,
  illTyped: 0,
  points: 0,
  skipped: new Map(),
  refusals: new Map(),
});

export type Options = {
  readonly seed: number;
  readonly batch: number;
  readonly more: (counts: Counts) => boolean;
  readonly found: (failure: Failure, from: readonly number[]) => void;
  readonly illTyped?: (text: string, source: string) => void;
};

/** Runs until `more` says no. Everything follows from the seed. */
export function explore({ seed, batch, more, found, illTyped }: Options): Counts {
  const counts = noCounts();
  for (let round = 0; more(counts); round++) {
    const samples = samplesOf(seed, round, batch);
    const programs = samples.map(generate);
    const outcomes = compileBatch(
      programs.map(({ source }) => source),
      round % 4 === 3,
    );
    programs.forEach((program, k) => {
      const outcome = outcomes[k]!;
      counts.programs++;
      if (outcome.kind === 'ill-typed') {
        counts.illTyped++;
        illTyped?.(outcome.text, program.source);
        return;
      }
      if (outcome.kind === 'refused')
        for (const code of new Set(outcome.codes)) counts.refusals.set(code, (counts.refusals.get(code) ?? 0) + 1);
      for (const finding of judge(program, outcome, counts)) found({ ...finding, ...program }, samples[k]!);
    });
  }
  return counts;
}

/** The choices that the programs of a round are made from. */
function samplesOf(seed: number, round: number, batch: number): readonly (readonly number[])[] {
  const lengths = [40, 80, 120, 200, 320];
  return Array.from({ length: batch }, (_, k) => {
    const [sample] = fc.sample(choices(lengths[k % lengths.length]!), {
      seed: seed + 7919 * round + 31 * k,
      numRuns: 1,
    });
    return sample!;
  });
}

/** The run that every test run makes. */
export const shortRun = { seed: 1, batch: 20, programs: 100 } as const;

/** Its programs. */
export function programsOfShortRun(): readonly Generated[] {
  const { seed, batch, programs } = shortRun;
  return Array.from({ length: programs / batch }, (_, round) => samplesOf(seed, round, batch).map(generate)).flat();
}

export function judge({ source, points }: Generated, outcome: Outcome, counts: Counts): readonly Finding[] {
  if (outcome.kind === 'failed') return [{ what: outcome.what, detail: outcome.text }];
  if (outcome.kind !== 'compiled') return [];
  counts.checked++;
  const complaint =
    outcome.complaint === undefined
      ? []
      : [{ what: `generated code is ill-typed: ${kindOf(outcome.complaint)}`, detail: outcome.complaint }];
  try {
    const found = check(source, points, outcome, counts);
    return found ? [...complaint, found] : complaint;
  } catch (error) {
    return [...complaint, { what: 'the check itself fails', detail: textOf(error) }];
  }
}

const kindOf = (complaint: string): string => /TS\d+/.exec(complaint)?.[0] ?? '';
