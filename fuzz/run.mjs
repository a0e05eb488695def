/** Bundles the fuzzer with the workspace's sources, and runs it. */
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

const outfile = fileURLToPath(new URL('dist/run.mjs', import.meta.url));
await build({
  entryPoints: [fileURLToPath(new URL('run.ts', import.meta.url))],
  bundle: true,
  platform: 'node',
  format: 'esm',
  conditions: ['@adc/source'],
  external: ['typescript', 'esbuild', 'acorn', 'fast-check'],
  outfile,
  logLevel: 'warning',
});
await import(outfile);
