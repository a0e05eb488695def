/** A library that was built with adc, in an application without a compiler. */
import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { copyOf, projectOf, write } from './project.js';
import { run, shell } from './shell.js';

const title = 'A library that ships gradients';
const application = async (): Promise<string> => path.join(copyOf(await projectOf(title)), 'app');
const tsc = fileURLToPath(new URL('../node_modules/typescript/bin/tsc', import.meta.url));

test('does what the page says', async () => {
  await projectOf(title);
});

test('the application has no compiler', async () => {
  const app = await application();
  expect(readdirSync(path.join(app, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual([
    '@adc',
    'springs',
  ]);
  expect(readdirSync(path.join(app, 'node_modules/@adc'))).toEqual(['runtime']);
});

test('companions are typed', async () => {
  const app = await application();
  const compilerOptions = { noEmit: true, strict: true, module: 'nodenext', target: 'es2022', types: [] };
  write(app, 'tsconfig.json', JSON.stringify({ compilerOptions, files: ['main.ts'] }));
  write(app, 'main.ts', typed);
  await run(`node '${tsc}'`, app);
  write(app, 'main.ts', typed.replaceAll('// @ts-expect-error', ''));
  const { output } = await shell(`node '${tsc}'`, app);
  expect(output.match(/error TS\d+/g)).toEqual(['error TS2345', 'error TS2322', 'error TS2554']);
});

const typed = `
import { grad } from '@adc/runtime';
import { energy, energyAdjoint, energyPullback, energyTangent } from 'springs';

const at = Float64Array.of(0, 2, 3);
export const gradients: [Float64Array, number] = grad(energy)(at, 3);
export const adjoint: [number, [Float64Array, number]] = energyAdjoint(at, 3, 1);
export const [value, pullback] = energyPullback(at, 3);
export const again: [Float64Array, number] = pullback(2);
export const along: [number, number] = energyTangent(at, 3, at, 0);
// @ts-expect-error
grad(energy)('a', 3);
// @ts-expect-error
export const wrong: string = energyAdjoint(at, 3, 1)[0];
// @ts-expect-error
energyAdjoint(at, 3);
`;

/** Each sees the companions that were registered by any other. */
test('copies of the runtime work together, ESM and CommonJS', async () => {
  const app = await application();
  const modules = path.join(app, 'node_modules');
  const copy = path.join(modules, 'springs/node_modules/@adc/runtime');
  mkdirSync(path.dirname(copy), { recursive: true });
  cpSync(path.join(modules, '@adc/runtime'), copy, { recursive: true });
  write(
    app,
    'copies.mjs',
    `
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { AdcError, grad, register } from '@adc/runtime';
import { energy } from 'springs';

const require = createRequire(import.meta.url);
const fromSprings = createRequire(import.meta.resolve('springs'));
const common = require('@adc/runtime');
const other = await import(pathToFileURL(${JSON.stringify(path.join(copy, 'dist/index.js'))}).href);
const copies = [{ grad }, common, fromSprings('@adc/runtime'), other];
if (new Set(copies.map((each) => each.grad)).size !== 4) throw new Error('These are not four copies.');
for (const copy of copies) console.log(JSON.stringify(copy.grad(energy)(Float64Array.of(0, 2, 3), 3)[1]));
try {
  common.grad((x) => x)(1);
} catch (error) {
  console.log(error instanceof AdcError, error.name, error.code);
}
`,
  );
  expect(await run('node copies.mjs', app)).toBe('0.5\n0.5\n0.5\n0.5\ntrue AdcError ADC5001\n');
});
