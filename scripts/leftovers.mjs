/** Deletes what earlier builds wrote for sources that are gone since: `tsc -b` leaves it, and it would be packed. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const packages = readdirSync(path.join(root, 'packages')).map((name) => `packages/${name}`);

for (const folder of ['compiler', 'runtime', 'runtime/commonjs', ...packages].map((name) =>
  path.join(root, name, 'dist'),
)) {
  if (!existsSync(folder)) continue;
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const output = path.join(folder, name.replace(/\.map$/, ''));
    if (name.endsWith('.map') && existsSync(output) && !hasSources(path.join(folder, name))) {
      rmSync(output);
      rmSync(path.join(folder, name));
    }
  }
}

function hasSources(map) {
  const { sources, sourcesContent } = JSON.parse(readFileSync(map, 'utf8'));
  return sourcesContent !== undefined || sources.some((source) => existsSync(path.resolve(path.dirname(map), source)));
}
