/** The long run: `pnpm fuzz --minutes 10 --seed 1`. */
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { explore, type Counts, type Failure } from './explore.js';
import { reduce } from './reduce.js';
import { show } from '../test-fixtures/runner/leaves.js';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    /** Seconds to spend on making each failing program small. */
    shrink: { type: 'string', default: '40' },
    /** A file to append the failures to. */
    log: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  },
});

const folder = join(import.meta.dirname, '../failures');
const seed = Number(values.seed);
const started = performance.now();
const minutes = (): number => (performance.now() - started) / 60_000;
const kinds = new Map<string, number>();
let shrinking = 0;

/** Failures of one kind differ in numbers and names only. */
const kindOf = ({ what, detail }: Failure): string =>
  `${what} | ${detail
    .split('\n')
    .slice(0, 3)
    .join(' ')
    .replace(/\w*\d[\w.+-]*/g, '#')
    .slice(0, 90)}`;

function record(failure: Failure, from: readonly number[]): void {
  const kind = kindOf(failure).replace(/^(.*(?:wrong|differs|else|ill-typed: TS\d+)).*/, '$1');
  const seen = kinds.get(kind) ?? 0;
  kinds.set(kind, seen + 1);
  if (seen >= (failure.what.includes('ill-typed') ? 1 : 3)) return;
  const before = performance.now();
  const small = reduce(failure, from, Number(values.shrink));
  shrinking += performance.now() - before;
  const text = `${small.source}\n// ${small.what}\n// at f(${small.points.map((args) => args.map(show).join(', ')).join(') and f(')})\n${small.detail.replace(/^/gm, '// ')}\n`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `seed-${seed}-${[...kinds.values()].reduce((sum, each) => sum + each, 0)}.ts`), text);
  if (values.log) appendFileSync(values.log, `\n## ${small.what}\n\n\`\`\`ts\n${text}\`\`\`\n`);
  console.log(`\n${text}`);
}

const counts: Counts = explore({
  seed,
  batch: 20,
  more: () => minutes() < Number(values.minutes),
  found: record,
  ...(values.verbose && { illTyped: (text: string) => console.log(`ill-typed: ${text}`) }),
});

const seconds = (performance.now() - started - shrinking) / 1000;
const list = (map: ReadonlyMap<unknown, number>): string =>
  [...map].map(([key, count]) => `\n  ${String(key)}: ${count}`).join('');
console.log(`
${counts.programs} programs (${(counts.programs / seconds).toFixed(1)} a second, seed ${seed}): ${counts.checked} checked at ${counts.points} points, ${counts.illTyped} ill-typed
points skipped: ${list(counts.skipped)}
refused: ${list(new Map([...counts.refusals].map(([code, count]) => [`ADC${code}`, count])))}
failures: ${list(kinds)}`);
process.exitCode = kinds.size > 0 ? 1 : 0;
