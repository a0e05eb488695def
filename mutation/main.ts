/**
 * The mutation check: breaks the compiler in every place that the mutators know, one at a time, and says which of these mutants no
 * test notices.
 *
 *   npm run mutants                          all mutants of rules/, analyse/ and transform/
 *   npm run mutants -- --sample 300 --seed 1 some of them, chosen by the seed
 *   npm run mutants -- --files reverse-cells those of files whose path contains the text (several by comma)
 *   npm run mutants -- --survivors           those that were not killed when they were last run
 *   npm run mutants -- --report              what earlier runs found, with today's explanations
 *   --scope rules,lower   other rooms    --workers 2   processes    --minutes 60   no further mutant after so long
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { seeded } from '../test-fixtures/runner/random.js';
import { bundle } from './bundle.js';
import { instrument, repository, type Mutant } from './mutants.js';
import { runAll } from './pool.js';
import type { Outcome } from './protocol.js';
import { summary, type Judged } from './summary.js';

const { values } = parseArgs({
  options: {
    scope: { type: 'string', default: 'rules,analyse,transform' },
    files: { type: 'string', default: '' },
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    survivors: { type: 'boolean', default: false },
    /** Runs nothing: says what is known from earlier runs. */
    report: { type: 'boolean', default: false },
    workers: { type: 'string', default: '1' },
    /** After so many minutes no further mutant is begun. */
    minutes: { type: 'string' },
  },
});

const folder = join(repository, 'mutation/dist/run');
const kept = join(repository, 'mutation/dist/outcomes.json');
type Kept = Record<string, Outcome>;
const before: Kept = existsSync(kept) ? (JSON.parse(readFileSync(kept, 'utf8')) as Kept) : {};

function sources(): readonly string[] {
  const found = values.scope.split(',').flatMap((room) => {
    const place = join(repository, 'compiler/src', room);
    return (readdirSync(place, { recursive: true }) as string[])
      .filter((name) => name.endsWith('.ts') && !/\.(test|test-support)\.ts$/.test(name))
      .map((name) => join(place, name));
  });
  return found.filter((name) => values.files.split(',').some((part) => name.includes(part))).sort();
}

/** In an order that follows from the seed: what a run that is stopped has found is a sample too. */
function shuffled(mutants: readonly Mutant[]): readonly Mutant[] {
  const random = seeded(Number(values.seed));
  return mutants
    .map((mutant) => ({ mutant, at: random() }))
    .sort((x, y) => x.at - y.at)
    .map(({ mutant }) => mutant);
}

const instrumented = await instrument(repository, sources());
const chosen = shuffled(instrumented.mutants)
  .filter(({ key }) => !values.survivors || (before[key] !== undefined && !/killed|timed/.test(before[key].status)))
  .slice(0, values.sample === undefined ? undefined : Number(values.sample));
console.log(
  `${instrumented.mutants.length} mutants in ${instrumented.texts.size} files, of which ${chosen.length} are run`,
);

if (values.report) {
  const known = instrumented.mutants.flatMap((mutant) =>
    before[mutant.key] === undefined ? [] : [{ mutant, outcome: before[mutant.key]! }],
  );
  report(known);
  process.exit();
}

function report(judged: readonly Judged[]): void {
  const list = readFileSync(join(repository, 'mutation/survivors.md'), 'utf8');
  const { text, unexplained } = summary(judged, instrumented.mutants, list);
  writeFileSync(join(repository, 'mutation/dist/unexplained.md'), unexplained);
  console.log(text);
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'mutants.json'), JSON.stringify(instrumented.mutants));
await bundle(instrumented, join(folder, 'coverage.cjs'), true);
await bundle(instrumented, join(folder, 'mutants.cjs'), false);

const judged: Judged[] = [];
const outcomes: Kept = { ...before };
const started = performance.now();
const save = (): void => writeFileSync(kept, JSON.stringify(outcomes));
const minutes = Number(values.minutes ?? Infinity);
const more = (): boolean => performance.now() - started < 60_000 * minutes;
await runAll(chosen, folder, Number(values.workers), more, (mutant, outcome) => {
  judged.push({ mutant, outcome });
  outcomes[mutant.key] = outcome;
  if (judged.length % 20 !== 0) return;
  save();
  const open = judged.filter((each) => !/killed|timed/.test(each.outcome.status)).length;
  const passed = (performance.now() - started) / 60_000;
  console.log(`${judged.length} of ${chosen.length} after ${passed.toFixed(1)} min, ${open} not killed`);
});
save();
report(judged);
