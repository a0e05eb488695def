/** Projects that differentiate functions of installed packages: what is written runs in plain Node. */
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { expected, paths, user, vectors } from '../../project/src/packages/vectors.test-support.js';
import { filesIn, project, textOf, write, type Files } from './cli.test-support.js';
import { main } from './main.js';

const runtime = fileURLToPath(new URL('../../../runtime/src/', import.meta.url));
const base = { lib: ['es2022'], types: [], strict: true, target: 'es2022', skipLibCheck: true, outDir: 'dist', paths };

type Options = Readonly<Record<string, unknown>>;

/** With the runtime as it is published: JavaScript in both formats, types from elsewhere. */
async function install(options: Options, files: Files): Promise<string> {
  const cwd = project({
    ...vectors,
    ...user,
    'node_modules/@adc/runtime/package.json':
      '{ "exports": { "types": "./index.ts", "import": "./index.mjs", "default": "./index.cjs" } }',
    'tsconfig.json': JSON.stringify({ compilerOptions: { ...base, ...options }, include: ['src'] }),
    ...files,
  });
  const installed = path.join(cwd, 'node_modules/@adc/runtime');
  cpSync(runtime, installed, { recursive: true, filter: (file) => !/\.test(-d)?\.ts$/.test(file) });
  for (const [format, extension] of [['esm', 'mjs'] as const, ['cjs', 'cjs'] as const])
    await build({
      entryPoints: [path.join(runtime, 'index.ts')],
      outfile: path.join(installed, `index.${extension}`),
      bundle: true,
      format,
    });
  return cwd;
}

async function adc(cwd: string, ...args: readonly string[]): Promise<{ readonly code: number; readonly text: string }> {
  let text = '';
  const add = (more: string): void => void (text += more);
  const code = await main(['build', ...args], { cwd, out: add, err: add, colour: false, progress: false });
  return { code, text };
}

function node(cwd: string, file: string): Record<string, unknown> {
  const { stdout, stderr } = spawnSync(process.execPath, ['--enable-source-maps', file], { cwd, encoding: 'utf8' });
  if (stderr !== '') throw new Error(stderr);
  return JSON.parse(stdout) as Record<string, unknown>;
}

const nodenext = { module: 'nodenext' };
const esm = { 'package.json': '{ "type": "module" }' };

describe('adc build', () => {
  it.each([
    ['ES modules', nodenext, esm, /^import /m],
    ['CommonJS', nodenext, { 'package.json': '{}' }, /\brequire\(/],
    [
      'CommonJS, whatever the package says',
      { module: 'commonjs', moduleResolution: 'bundler' },
      {
        'package.json': '{}',
        'node_modules/vectors/package.json': '{ "name": "vectors", "type": "module" }',
        // Names without extensions in a package of ES modules: only bundlers take them.
      },
      /\brequire\(/,
    ],
    [
      'ES modules for bundlers',
      { module: 'esnext', moduleResolution: 'bundler', isolatedModules: true },
      esm,
      /^import /m,
    ],
  ])('writes the sources of packages as %s, and imports lead there', async (_, options, files, format) => {
    const cwd = await install(options, files);
    expect(await adc(cwd)).toMatchObject({ code: 0, text: expect.stringMatching(/^differentiated \d+ functions/) });
    const { stack, ...results } = node(cwd, 'dist/main.js');
    expect(results).toEqual(expected);
    const source = path.join(cwd, 'node_modules/vectors/src/measures/index.ts');
    expect(stack).toMatch(/^RangeError: the length\n/);
    expect(stack).toContain(`${source}:5:`);
    expect(
      filesIn(path.join(cwd, 'dist')).filter((name) => name.startsWith('packages/') && !name.endsWith('.map')),
    ).toEqual([
      'packages/scaling/source/main.js',
      'packages/vectors/src/index.js',
      'packages/vectors/src/measures/index.js',
      'packages/vectors/src/measures/names.json',
      'packages/vectors/src/point.js',
      'packages/vectors/src/vector.js',
    ]);
    expect(textOf(cwd, 'dist/packages/vectors/src/vector.js')).toMatch(format);
  });

  it('keeps class fields as the tsconfig has them that came with the package', async () => {
    const settings = (compilerOptions: Options): string => JSON.stringify({ compilerOptions });
    const cwd = await install(nodenext, {
      ...esm,
      'node_modules/vectors/tsconfig.json': settings({ target: 'es2022' }),
    });
    expect(await adc(cwd)).toMatchObject({ code: 0 });
    // Then `x` is undefined behind the base constructor, in the function and in its companions.
    expect(node(cwd, 'dist/main.js')).toMatchObject({
      value: null,
      gradient: [0, null, { factor: null }],
    });
    write(cwd, {
      'node_modules/vectors/tsconfig.json': settings({ target: 'es2022', useDefineForClassFields: false }),
    });
    expect(await adc(cwd)).toMatchObject({ code: 0 });
    expect(node(cwd, 'dist/main.js')).toMatchObject(expected);
  });

  it('leaves everything as it is where no derivative is made of a package', async () => {
    const plain = {
      'src/energy.ts':
        "import { length, Vector } from 'vectors';\n// @differentiable\nexport const f = (x: number): number => x * x;\nexport const g = (x: number): number => length(new Vector(x, x));\n",
      'src/main.ts': undefined,
    };
    const cwd = await install(nodenext, { ...esm, ...plain });
    expect(await adc(cwd)).toMatchObject({ code: 0 });
    expect(filesIn(path.join(cwd, 'dist'))).toEqual(['energy.d.ts', 'energy.js', 'energy.js.map']);
    expect(textOf(cwd, 'dist/energy.js')).toContain("import { length, Vector } from 'vectors';");
  });

  it('writes nothing over what the project has of its own', async () => {
    const own = { 'src/packages/vectors/src/index.ts': 'export const own: number = 1;\n' };
    const cwd = await install(nodenext, { ...esm, ...own });
    expect(await adc(cwd)).toMatchObject({ code: 0 });
    expect(textOf(cwd, 'dist/packages/vectors/src/index.js')).toContain('own = 1');
    expect(textOf(cwd, 'dist/energy.js')).toContain("from './packages-1/vectors/src/index.js'");
    expect(node(cwd, 'dist/main.js')).toMatchObject(expected);
  });

  it('writes JavaScript that lies among the sources', async () => {
    const cwd = await install(nodenext, {
      ...esm,
      'node_modules/scaling/source/main.ts':
        "import { log } from './log';\nexport const twice = (x: number): number => (log('twice'), 2 * x);\n",
      'node_modules/scaling/source/log.js': 'const said = [];\nexport function log(text) {\n  said.push(text);\n}\n',
      'node_modules/scaling/source/log.d.ts': 'export declare function log(text: string): void;\n',
    });
    expect(await adc(cwd)).toMatchObject({ code: 0 });
    expect(textOf(cwd, 'dist/packages/scaling/source/log.js')).toContain('said.push(text)');
    expect(node(cwd, 'dist/main.js')).toMatchObject(expected);
  });

  it('writes nothing at all where a source cannot be written', async () => {
    const measures = 'node_modules/vectors/src/measures/index.ts';
    const cwd = await install(nodenext, {
      ...esm,
      [measures]: vectors[measures]!.replace(/import names from .*/, "import names = require('./names.json');"),
    });
    const asCommonJs = await adc(cwd);
    expect(asCommonJs.code).not.toBe(0);
    expect(asCommonJs.text).toContain('ES modules have no word for');
    expect(existsSync(path.join(cwd, 'dist'))).toBe(false);
    write(cwd, {
      ...vectors,
      'node_modules/scaling/source/main.ts':
        "import './style.css';\nexport const twice = (x: number): number => 2 * x;\n",
    });
    const withStyle = await adc(cwd);
    expect(withStyle.code).not.toBe(0);
    expect(withStyle.text).toContain("imports './style.css'");
    expect(existsSync(path.join(cwd, 'dist'))).toBe(false);
    write(cwd, {
      'node_modules/scaling/source/main.ts':
        "import 'effects/now.js';\nimport 'node:path';\nexport const twice = (x: number): number => 2 * x;\n",
      'node_modules/scaling/node_modules/effects/now.js': 'export {};\n',
    });
    const hidden = await adc(cwd);
    expect(hidden.code).not.toBe(0);
    expect(hidden.text).toContain("imports 'effects/now.js', which is not installed where the output finds it");
    expect(existsSync(path.join(cwd, 'dist'))).toBe(false);
    write(cwd, { 'node_modules/effects/now.js': 'export {};\n' });
    expect((await adc(cwd)).text).toContain('another copy of it than the output finds');
    write(cwd, vectors);
    const typeScript = await adc(cwd, '--emit', 'ts');
    expect(typeScript.code).not.toBe(0);
    expect(typeScript.text).toMatch(/--emit ts writes the project's own files, .*node_modules\/\w+\/.*\.ts/);
    expect(existsSync(path.join(cwd, 'dist'))).toBe(false);
  });

  it('follows the sources of packages and their settings while it watches', async () => {
    const cwd = await install(nodenext, esm);
    let [heard, end] = ['', (): void => undefined];
    const hear = (text: string): void => void (heard += text);
    const interruption = (): Promise<void> => new Promise((resolve) => (end = resolve));
    const io = { cwd, out: hear, err: hear, colour: false, progress: false, interruption };
    const ended = main(['build', '--watch'], io);
    const valueAfter = async (files: Files): Promise<unknown> => {
      write(cwd, files);
      await vi.waitUntil(() => /; Ctrl-C ends\n$/.test(heard), { timeout: 50_000 });
      heard = '';
      return node(cwd, 'dist/main.js')['value'];
    };
    expect(await valueAfter({})).toBe(180);
    const source = 'node_modules/scaling/source/main.ts';
    expect(await valueAfter({ [source]: vectors[source]!.replace('2 * x', '4 * x') })).toBe(720);
    const settings = '{ "compilerOptions": { "target": "es2022" } }';
    expect(await valueAfter({ 'node_modules/vectors/tsconfig.json': settings })).toBe(null);
    end();
    expect(await ended).toBe(0);
  });
});
