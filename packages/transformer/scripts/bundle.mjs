/**
 * Bundles the transformer with the compiler inside, as CommonJS for ts-patch and as a module. Copies the declarations for CommonJS, and
 * gathers the licences of what is bundled.
 *
 *   node bundle.mjs [folder]     default: dist
 */
import { build } from 'esbuild';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** @param {string} folder where the bundles are written. */
export async function bundle(folder) {
  const options = {
    entryPoints: [path.join(root, 'src/index.ts')],
    bundle: true,
    platform: 'node',
    target: 'node20',
    conditions: ['@adc/source'],
    external: ['typescript'],
    sourcemap: true,
    metafile: true,
    absWorkingDir: root,
  };
  const [{ metafile }] = await Promise.all([
    build({ ...options, format: 'cjs', outfile: path.join(folder, 'index.cjs') }),
    build({ ...options, format: 'esm', outfile: path.join(folder, 'index.js') }),
  ]);
  return Object.keys(metafile.inputs);
}

/** The packages that the bundle contains. */
function packagesOf(inputs) {
  const folders = inputs.map((input) => /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1]);
  return [...new Set(folders.filter((folder) => folder !== undefined))].sort();
}

function licenceOf(folder) {
  const file = ['LICENSE', 'LICENSE.md', 'LICENSE.txt'].map((name) => path.join(root, folder, name)).find(existsSync);
  if (file === undefined) throw new Error(`There is no licence in ${folder}.`);
  const { name, version } = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8'));
  return `${name} ${version}\n\n${readFileSync(file, 'utf8').trim()}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = path.resolve(process.argv[2] ?? path.join(root, 'dist'));
  mkdirSync(folder, { recursive: true });
  const inputs = await bundle(folder);
  writeFileSync(path.join(folder, 'THIRD-PARTY-LICENSES.txt'), packagesOf(inputs).map(licenceOf).join('\n---\n\n'));
  copyFileSync(path.join(root, 'dist/index.d.ts'), path.join(folder, 'index.d.cts'));
}
