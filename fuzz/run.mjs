/** Bundles the fuzzer with the workspace's sources, and runs it; `--bad-input`: the one of programs that nobody would write. */
import { rmSync } from 'node:fs';
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

const pathOf = (name) => fileURLToPath(new URL(name, import.meta.url));
const entryPoints = process.argv.includes('--bad-input')
  ? { 'bad-input': pathOf('bad-input/run.ts'), 'bad-input-worker': pathOf('bad-input/worker.ts') }
  : // Runs side by side do not write over each other's bundles.
    { [`run-${process.pid}`]: pathOf('run.ts') };
const [name] = Object.keys(entryPoints);
process.on('exit', () => rmSync(pathOf(`dist/${name}.mjs`), { force: true }));
await build({
  entryPoints,
  bundle: true,
  platform: 'node',
  format: 'esm',
  conditions: ['@adc/source'],
  external: ['typescript', 'esbuild', 'acorn', 'fast-check'],
  outdir: pathOf('dist'),
  outExtension: { '.js': '.mjs' },
  logLevel: 'warning',
});
await import(new URL(`dist/${name}.mjs`, import.meta.url).href);
