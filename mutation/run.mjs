/** Bundles the mutation check with the workspace's sources, and runs it. */
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

const outdir = fileURLToPath(new URL('dist/', import.meta.url));
await build({
  entryPoints: ['main.ts', 'worker.ts'].map((name) => fileURLToPath(new URL(name, import.meta.url))),
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  external: [],
  outdir,
  outExtension: { '.js': '.mjs' },
  logLevel: 'warning',
});
await import(`${outdir}main.mjs`);
