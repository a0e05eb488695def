/**
 * Differentiates real code of published packages that was not written for adc, and compares with reference derivatives: prints for each
 * case whether it passed, is not supported (with the code and the construct) or is wrong.
 *
 *     npm run corpus -- [--only id,id] [--tier T1,T2] [--verbose]
 *
 * The cases, with their reference values and the comparison, are data that lies beside this repository in `shared/corpus`; the packages
 * are installed by name into `corpus/dist`.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const shared = path.resolve(here, '../../shared/corpus');
const work = path.join(here, 'dist');

if (!existsSync(shared)) {
  console.error(`The cases are missing: they belong in ${path.relative(process.cwd(), shared)}.`);
  process.exit(2);
}
cpSync(shared, work, { recursive: true, filter: (file) => !file.includes('node_modules') });
run('npm', ['install', '--no-audit', '--no-fund', '--silent']);
process.exitCode = run(process.execPath, ['run.mjs', path.join(here, 'adapter.mjs'), ...process.argv.slice(2)]);

function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: work, stdio: 'inherit' });
  if (error) throw error;
  return status ?? 1;
}
