/** One project under `tspc` in its other forms: checking only, watching, without the second key of the plugin entry. */
import { rmSync } from 'node:fs';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { broken, loss, plainEntry, scale, tsconfig, type Config } from './solution.test-support.js';
import { Toolchain, type TspcProject, type Watcher } from './toolchain.test-support.js';

const toolchain = new Toolchain({ typescript: 'typescript', tsPatch: 'ts-patch' });
afterAll(() => rmSync(toolchain.folder, { recursive: true }));

const useByName = `import { lossAdjoint } from './loss.js';
export const gradient: readonly number[] = lossAdjoint(2, 5, 1)[1];
`;
const show = [
  '--input-type=module',
  '-e',
  "import { loss } from './dist/loss.js'; import { grad } from '@adc/runtime'; console.log(grad(loss)(2, 5));",
];

function project(config: Config = {}, more: Readonly<Record<string, string>> = {}): TspcProject {
  return toolchain.project({
    'package.json': '{ "type": "module" }',
    'tsconfig.json': tsconfig(config),
    'src/loss.ts': loss,
    'src/scale.ts': scale('3 * x'),
    ...more,
  });
}

describe('tspc --noEmit', () => {
  it('knows companions, and shows the errors of TypeScript and of adc together', () => {
    const checked = project({}, { 'src/use.ts': useByName });
    expect(checked.tspc('--noEmit')).toEqual({ code: 0, out: '', err: '' });
    checked.write({ 'src/scale.ts': broken, 'src/other.ts': 'export const wrong: string = 1;\n' });
    const { code, out } = checked.tspc('--noEmit');
    expect(code).not.toBe(0);
    // The import of the companion that was not made is not an error of its own.
    expect(out.match(/^\S+: error \w+/gm)).toEqual([
      'src/other.ts(1,14): error TS2322',
      'src/scale.ts(4,3): error TS901012',
    ]);
    expect(checked.has('dist')).toBe(false);
  });
});

describe('a package whose source `paths` maps', () => {
  it('cannot be written, which is said with the ways in that do', () => {
    const paths = { curves: ['./node_modules/curves/src/index.ts'] };
    const refused = project(
      { options: { paths } },
      {
        'node_modules/curves/package.json': '{ "name": "curves" }',
        'node_modules/curves/src/index.ts':
          'export function bell(x: number): number {\n  return Math.exp(-x * x);\n}\n',
        'src/curve.ts':
          "import { bell } from 'curves';\n// @differentiable\nexport const f = (x: number): number => x * bell(x);\n",
      },
    );
    const { code, out } = refused.tspc();
    expect(code).not.toBe(0);
    expect(out).toMatch(
      /^src\/curve\.ts\(3,45\): error TS906002: ADC6002: The source of `curves` cannot be written here\.\n/,
    );
    expect(out).toContain('adc build');
    expect(out).toContain('@adc/esbuild');
    expect(out.match(/error TS/g)).toHaveLength(1);
    expect(refused.has('dist')).toBe(false);
  });

  it('is left alone where no derivative flows through it', () => {
    const paths = { curves: ['./node_modules/curves/src/index.ts'] };
    const compiled = project(
      { options: { paths } },
      {
        'node_modules/curves/package.json': '{ "name": "curves" }',
        'node_modules/curves/src/index.ts': 'export const steps = (n: number): number => n + 1;\n',
        'src/curve.ts':
          "import { steps } from 'curves';\n// @differentiable\nexport const f = (x: number, n: number): number => x * Math.floor(steps(Math.floor(n)));\n",
      },
    );
    expect(compiled.tspc()).toMatchObject({ code: 0, out: '' });
    expect(compiled.read('dist/curve.js')).toContain("from 'curves'");
  });
});

describe('tspc --incremental', () => {
  it('shows the errors that it has kept where they are', () => {
    const wrong = project({ options: { composite: false, incremental: true } }, { 'src/use.ts': useByName });
    wrong.write({ 'src/loss.ts': `${loss}\nexport const wrong: string = 1;\n` });
    const first = wrong.tspc();
    expect(first).toMatchObject({ code: 2, out: expect.stringMatching(/^src\/loss\.ts\(9,14\): error TS2322: .*\n$/) });
    expect(wrong.tspc()).toEqual(first);
    expect(wrong.node(...show).out).toBe('[ 900, 360 ]\n');
  });
});

/** Edits, mistakes and repairs while a compiler watches. */
async function editWhileWatching(watched: TspcProject, watcher: Watcher): Promise<string> {
  const first = await watcher.round();
  expect(first).toContain('Found 0 errors');
  expect(watched.node(...show).out).toBe('[ 900, 360 ]\n');

  // The companions of `loss` do not call those of `scale` any more.
  watched.write({ 'src/scale.ts': scale('Math.round(x)') });
  // Warnings stop nothing.
  expect(await watcher.round()).toMatch(/src\/scale\.ts:2:10 - warning ADC3002: [^]*Found 0 errors/);
  expect(watched.node(...show).out).toBe('[ 0, 0 ]\n');

  watched.write({ 'src/scale.ts': broken, 'src/other.ts': 'export const other = 2;\n' });
  expect(await watcher.round()).toMatch(/src\/scale\.ts\(4,3\): error TS901012: ADC1012:[^]*Found 1 error\./);
  expect(watched.node(...show).out).toBe('[ 0, 0 ]\n');
  expect(watched.read('dist/other.js')).toContain('other = 1');

  watched.write({ 'src/scale.ts': scale('x * ') });
  expect(await watcher.round()).toMatch(/src\/scale\.ts\(2,14\): error TS1109:[^]*Found 1 error\./);

  watched.write({ 'src/scale.ts': scale('5 * x') });
  expect(await watcher.round()).toContain('Found 0 errors');
  expect(watched.node(...show).out).toBe('[ 2500, 1000 ]\n');
  expect(watched.read('dist/other.js')).toContain('other = 2');
  return first;
}

describe('tspc --watch', () => {
  let watcher: Watcher | undefined;
  afterEach(() => watcher?.stop());
  const other = { 'src/other.ts': 'export const other = 1;\n' };

  it('follows edits, shows what is wrong, and goes on when it is mended', async () => {
    const watched = project({}, { ...other, 'src/use.ts': useByName });
    await editWhileWatching(watched, (watcher = watched.watch()));
  });

  it('does so without "transformProgram", with a hint', async () => {
    const plain = project({ entry: plainEntry }, other);
    const text = await editWhileWatching(plain, (watcher = plain.watch()));
    expect(text.match(/add "transformProgram": true/g)).toHaveLength(1);
  });
});

describe('a plugin entry without "transformProgram"', () => {
  it('remembers nothing after an error', () => {
    const plain = project(
      { entry: plainEntry },
      { 'src/scale.ts': broken, 'src/other.ts': 'export const other = 2;\n' },
    );
    const { code, out } = plain.tspc();
    expect(code).not.toBe(0);
    expect(out).toMatch(/^src\/scale\.ts\(4,3\): error TS901012: ADC1012: /);
    expect(plain.has('dist')).toBe(false);
    plain.write({ 'src/scale.ts': scale('4 * x') });
    expect(plain.tspc()).toMatchObject({ code: 0, out: '' });
    expect(plain.node(...show).out).toBe('[ 1600, 640 ]\n');
    expect(plain.read('dist/other.js')).toContain('other = 2');
  });
});
