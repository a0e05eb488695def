/** The long run: `npm run fuzz -- --minutes 10 --seed 1`. */
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isMainThread } from 'node:worker_threads';
import { holes, missing } from './coverage.js';
import { addCounts, noCounts, type Failure, type Found } from './explore.js';
import { Watchdog } from './watchdog.js';
import { serve } from './worker.js';
import { show } from '../test-fixtures/runner/leaves.js';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '1' },
      seed: { type: 'string', default: '1' },
      /** Seconds to spend on making each failing program small. */
      shrink: { type: 'string', default: '40' },
      /** Seconds of processor time without an answer after which a program counts as hanging. */
      patience: { type: 'string', default: '20' },
      /** A file to append the failures to. */
      log: { type: 'string' },
      verbose: { type: 'boolean', default: false },
    },
  });
  const folder = join(import.meta.dirname, '../failures');
  const seed = Number(values.seed);
  const started = performance.now();
  const watchdog = new Watchdog(new URL(import.meta.url), Number(values.patience));
  const counts = noCounts();
  const kinds = new Map<string, number>();
  let shrinking = 0;

  const record = async (found: Found): Promise<void> => {
    const kind = kindOf(found.failure);
    const seen = kinds.get(kind) ?? 0;
    kinds.set(kind, seen + 1);
    if (seen >= (kind.includes('ill-typed') ? 1 : 3)) return;
    const before = performance.now();
    const hangs = found.failure.what.endsWith('hangs');
    const { failure: small } = hangs ? found : await watchdog.reduce(found, Number(values.shrink));
    shrinking += performance.now() - before;
    const text = `${small.source}\n// ${small.what}\n// at f(${small.points.map((args) => args.map(show).join(', ')).join(') and f(')})\n${small.detail.replace(/^/gm, '// ')}\n`;
    mkdirSync(folder, { recursive: true });
    const serial = [...kinds.values()].reduce((sum, each) => sum + each, 0);
    writeFileSync(join(folder, `seed-${seed}-${serial}.ts`), text);
    if (values.log) appendFileSync(values.log, `\n## ${small.what}\n\n\`\`\`ts\n${text}\`\`\`\n`);
    console.log(`\n${text}`);
  };

  for (let round = 0; performance.now() - started < 60_000 * Number(values.minutes); round++) {
    const failures: Found[] = [];
    addCounts(counts, await watchdog.round(seed, round, (found) => failures.push(found)));
    for (const failure of failures) await record(failure);
  }
  watchdog.close();
  if (values.verbose) for (const text of counts.illTyped) console.log(`ill-typed: ${text}`);

  const minutes = (performance.now() - started - shrinking) / 60_000;
  const { coverage } = counts;
  const list = (map: ReadonlyMap<unknown, number>): string =>
    [...map].map(([key, count]) => `\n  ${String(key)}: ${count}`).join('');
  const shares = (map: ReadonlyMap<string, number>): string =>
    [...map]
      .sort(([, a], [, b]) => b - a)
      .map(([key, count]) => `${key} ${count}`)
      .join(', ');
  console.log(`
${counts.programs} programs (${(counts.programs / minutes).toFixed(0)} a minute, seed ${seed}): ${counts.checked} checked at ${counts.points} points (${counts.checkpointed} with checkpoints too), ${counts.typed} type-checked as well, ${counts.illTyped.length} ill-typed themselves
programs that contain (of ${coverage.programs}): ${shares(coverage.language)}
operations that they become (of every eighth round): ${shares(coverage.ir)}
never: ${[...missing(coverage), ...holes(coverage)].join(', ') || 'nothing is missing'}
points skipped: ${list(counts.skipped)}
refused: ${list(new Map([...counts.refusals].map(([code, count]) => [`ADC${code}`, count])))}
failures: ${list(kinds)}`);
  process.exitCode = kinds.size > 0 ? 1 : 0;
}

/** Failures of one kind differ in numbers and names only. */
const kindOf = ({ what, detail }: Failure): string =>
  `${what} | ${detail
    .split('\n')
    .slice(0, 3)
    .join(' ')
    .replace(/\w*\d[\w.+-]*/g, '#')
    .slice(0, 90)}`.replace(/^(.*(?:wrong|differs|else|hangs|ill-typed: TS\d+)).*/, '$1');

if (isMainThread) await main();
else serve();
