/**
 * Lists the reference cases and what covers them: fixtures by their `cases` export, other files by a comment
 * `cases: AC8, AC27`. An id that is not in case-ids.json is an error.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const known = JSON.parse(readFileSync(join(here, 'case-ids.json'), 'utf8'));

const skipped = new Set(['node_modules', 'dist', '.git']);
const searched = ['test-fixtures', 'compiler', 'runtime', 'packages', 'examples', 'benchmarks', 'docs', 'playground'];

function* filesIn(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (skipped.has(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesIn(path);
    else if (/\.(ts|md)$/.test(entry.name)) yield path;
  }
}

const idsIn = (list) => [...list.matchAll(/[A-Z]{2}\d+/g)].map(([id]) => id);

function idsOf(path, text) {
  const exported = path.endsWith('input.ts') ? /^export const cases = \[([^\]]*)\]/m.exec(text)?.[1] : undefined;
  const mentioned = /\bcases: ([A-Z]{2}\d+(?:, [A-Z]{2}\d+)*)/.exec(text)?.[1];
  return idsIn(`${exported ?? ''} ${mentioned ?? ''}`);
}

const covering = new Map(Object.keys(known).map((id) => [id, []]));
const unknown = [];
for (const path of searched.flatMap((folder) => [...filesIn(join(root, folder))])) {
  if (path === fileURLToPath(import.meta.url)) continue;
  const name = relative(root, path).replace(/^test-fixtures\/(.*)\/input\.ts$/, '$1');
  for (const id of idsOf(path, readFileSync(path, 'utf8'))) {
    if (covering.has(id)) covering.get(id).push(name);
    else unknown.push(`${id} in ${name}`);
  }
}

const line = (id, rest) => console.log(`${id.padEnd(5)} ${known[id].title.padEnd(48)} ${rest}`);
const [covered, missing] = [[], []];
for (const [id, by] of covering) (by.length > 0 ? covered : missing).push(id);
console.log('Covered\n');
for (const id of covered) line(id, covering.get(id).join(', '));
console.log('\nMissing\n');
for (const id of missing) line(id, known[id].needs === undefined ? '' : `needs ${known[id].needs}`);
console.log(`\n${covered.length} of ${covering.size} cases are covered.`);
for (const each of unknown) console.error(`No such case: ${each}`);
process.exitCode = unknown.length > 0 ? 1 : 0;
