/** Prints what the runtime adds to an application that calls `grad` on a compiled function: minified, and gzipped. */

import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const budget = 3000; // bytes, gzipped
const runtime = fileURLToPath(new URL('../src/index.ts', import.meta.url));
const forAdjoints = 'register openTape closeTape shadow shadows gradientOf keepStructure accumulate'.split(' ');
const helpers = [...forAdjoints, 'ownTape', 'take', 'snapshot'];
const apps = [
  { name: 'grad of scalars', imports: ['grad', 'register', 'openTape', 'closeTape'], limit: budget },
  { name: 'grad, with all that adjoints import', imports: ['grad', ...forAdjoints], limit: budget },
  { name: 'grad, with all that companions import', imports: ['grad', ...helpers] },
  {
    name: 'grad, valueAndGrad, jvp, vjp and every helper',
    imports: ['grad', 'valueAndGrad', 'jvp', 'vjp', ...helpers],
  },
];

for (const { name, imports, limit = Infinity } of apps) {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { ${imports.join(', ')} } from ${JSON.stringify(runtime)};\nexport default [${imports.join(', ')}];`,
      resolveDir: fileURLToPath(new URL('..', import.meta.url)),
    },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2023',
    write: false,
  });
  const [{ contents }] = outputFiles;
  const zipped = gzipSync(contents, { level: 9 }).length;
  console.log(`${name}: ${contents.length} bytes minified, ${zipped} gzipped`);
  if (zipped > limit) {
    console.error(`More than ${limit} bytes gzipped.`);
    process.exitCode = 1;
  }
}
