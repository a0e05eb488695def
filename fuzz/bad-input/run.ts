/** The long run: `pnpm fuzz --bad-input --minutes 10 --seed 1`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { seeded } from '../../test-fixtures/runner/random.js';
import { guardedJudge } from './guarded.js';
import { mutate } from './mutate.js';
import { reduceText } from './reduce.js';
import { sources, withText } from './sources.js';

const { values } = parseArgs({
  options: {
    'bad-input': { type: 'boolean' },
    minutes: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    /** Seconds to spend on making each failing program small. */
    shrink: { type: 'string', default: '40' },
    /** Milliseconds for one compilation. */
    limit: { type: 'string', default: '10000' },
  },
});

const folder = join(import.meta.dirname, '../failures');
const guarded = guardedJudge(new URL('bad-input-worker.mjs', import.meta.url), Number(values.limit));
const from = sources();
const random = seeded(Number(values.seed));
const started = performance.now();
const counts = new Map<string, number>();
const kinds = new Map<string, number>();

/** Faults of one kind differ in numbers and names only. */
const kindOf = (fault: string): string =>
  fault
    .split('\n')
    .slice(0, 2)
    .join(' ')
    .replace(/`[^`]*`/g, '`…`')
    .replace(/\/\S+:\d+:\d+/g, '')
    .replace(/\w*\d[\w.+-]*/g, '#')
    .slice(0, 110);

while (performance.now() - started < 60_000 * Number(values.minutes)) {
  const source = from[Math.floor(random() * from.length)]!;
  const text = mutate(source.files.get(source.input)!, random);
  const { outcome, faults } = await guarded.judge(withText(source, text), source.input);
  counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  const [fault] = faults;
  if (fault === undefined) continue;
  const kind = kindOf(fault);
  kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  if (kinds.get(kind)! > 1) continue;
  const fails = async (shorter: string): Promise<boolean> =>
    (await guarded.judge(withText(source, shorter), source.input)).faults.some((each) => kindOf(each) === kind);
  const small = await reduceText(text, fails, fault.startsWith('hangs') ? 0 : Number(values.shrink));
  const note = `// from ${source.name}\n${fault.split('\n').slice(0, 8).join('\n').replace(/^/gm, '// ')}\n`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `bad-input-${values.seed}-${kinds.size}.ts`), `${small}\n${note}`);
  console.log(`\n${small}\n${note}`);
}
guarded.close();

const list = (map: ReadonlyMap<string, number>): string =>
  [...map].map(([key, count]) => `\n  ${key}: ${count}`).join('');
const programs = [...counts.values()].reduce((sum, count) => sum + count, 0);
console.log(`
${programs} programs from ${from.length} (seed ${values.seed}):${list(counts)}
failures:${list(kinds)}`);
process.exitCode = kinds.size > 0 ? 1 : 0;
