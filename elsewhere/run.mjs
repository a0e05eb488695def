/** Bundles and runs `serve.ts`, which needs the workspace built. */
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

const pathOf = (name) => fileURLToPath(new URL(name, import.meta.url));
await build({
  entryPoints: [pathOf('serve.ts')],
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  outfile: pathOf('dist/serve.mjs'),
  logLevel: 'warning',
});
await import(new URL('dist/serve.mjs', import.meta.url).href);
