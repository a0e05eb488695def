/** Everything that must hold before a change is done: what `npm test` and CI run, after installation. */
import { Buffer } from 'node:buffer';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const scratch = mkdtempSync(path.join(tmpdir(), 'adc-ci-'));
const reports = ['tests', 'elsewhere'].map((name) => path.join(scratch, `${name}.json`));
const reportTo = (file) => `--reporter=default --reporter=json --outputFile.json="${file}"`;

/** One stage after the other; the steps of a stage run side by side. */
const stages = [
  [['build', 'node scripts/leftovers.mjs && tsc -b && node packages/transformer/scripts/bundle.mjs']],
  [
    ['types', 'tsc -p tsconfig.check.json && tsc -p tsconfig.programs.json'],
    ['lint', 'eslint . --max-warnings 0'],
    ['format', 'prettier --check . --log-level warn'],
    ['size', 'node runtime/scripts/size.mjs'],
    ['browser', 'node scripts/browser.mjs'],
    ['example', 'npm run --silent example'],
  ],
  [['tests', `vitest run ${reportTo(reports[0])}`]],
  [['elsewhere', `vitest run --config elsewhere/vitest.config.ts ${reportTo(reports[1])}`]],
];

const bin = fileURLToPath(new URL('../node_modules/.bin', import.meta.url));
const env = { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH}` };

const failed = [];
for (const stage of stages) await Promise.all(stage.map(([name, command]) => step(name, command, stage.length === 1)));
console.log(`adc: ${testCounts()}${failed.length === 0 ? '' : `; failed steps: ${failed.join(', ')}`}`);
rmSync(scratch, { recursive: true });
process.exitCode = failed.length === 0 ? 0 : 1;

/** What a step says is shown as it comes where nothing runs beside it, otherwise when it is done. */
async function step(name, command, alone) {
  const started = performance.now();
  const child = spawn(command, { shell: true, stdio: alone ? 'inherit' : ['ignore', 'pipe', 'pipe'], env });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => said.push(chunk));
  const status = await new Promise((resolve) => child.on('close', resolve));
  process.stdout.write(Buffer.concat(said));
  if (status !== 0) failed.push(name);
  console.log(`${status === 0 ? 'ok  ' : 'FAIL'} ${name} (${((performance.now() - started) / 1000).toFixed(0)} s)`);
}

function testCounts() {
  try {
    const results = reports.map((report) => JSON.parse(readFileSync(report, 'utf8')));
    const sum = (key) => results.reduce((total, each) => total + each[key], 0);
    return `${sum('numPassedTests')} passed, ${sum('numFailedTests')} failed`;
  } catch {
    return 'not all tests were run';
  }
}
