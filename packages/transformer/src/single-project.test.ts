/** One project under `tspc` in its other forms: checking only, watching, without the second key of the plugin entry, with wrong options. */
import type { ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { broken, loss, plainEntry, programEntry, scale, tsconfig, type Config } from './solution.test-support.js';
import { Toolchain, type TspcProject } from './toolchain.test-support.js';

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

describe('warnings', () => {
  it('are printed to stderr, and stop nothing', () => {
    const warned = project({}, { 'src/scale.ts': scale('Math.round(x)') });
    const { code, out, err } = warned.tspc();
    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect(err).toContain('src/scale.ts:2:10 - warning ADC3002: ');
    expect(warned.node(...show).out).toBe('[ 0, 0 ]\n');
  });
});

describe('options', () => {
  it('are those of the tsconfig, then those of the plugin entry, and nothing else', () => {
    const wrong = project({ adc: { registation: false } });
    const { code, out } = wrong.tspc();
    expect(code).not.toBe(0);
    expect(out).toMatch(
      /^error TS904010: ADC4010: [^]*Unknown option "registation" in "adc" of tsconfig\.json \(did you mean "registration"\?\)/,
    );
    expect(wrong.has('dist')).toBe(false);

    wrong.write({ 'tsconfig.json': tsconfig({ entry: { ...programEntry, optimize: true } }) });
    expect(wrong.tspc().out).toContain('Unknown option "optimize" in the plugin entry of the tsconfig');

    wrong.write({
      'tsconfig.json': tsconfig({ adc: { registration: false }, entry: { ...programEntry, registration: true } }),
    });
    expect(wrong.tspc()).toEqual({ code: 0, out: '', err: '' });
    expect(wrong.node(...show).out).toBe('[ 900, 360 ]\n');
  });
});

describe('a plugin entry without "transformProgram"', () => {
  it('emits companions, with a hint, and again when code elsewhere changes', () => {
    const plain = project({ entry: plainEntry, options: { incremental: true } });
    const { code, out, err } = plain.tspc();
    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect(err.match(/add "transformProgram": true/g)).toHaveLength(1);
    expect(plain.node(...show).out).toBe('[ 900, 360 ]\n');

    // The companions of `loss` do not call those of `scale` any more.
    plain.write({ 'src/scale.ts': scale('Math.round(x)'), 'src/other.ts': 'export const other = 1;\n' });
    plain.tspc();
    expect(plain.node(...show).out).toBe('[ 0, 0 ]\n');

    plain.write({ 'src/scale.ts': broken, 'src/other.ts': 'export const other = 2;\n' });
    expect(plain.tspc().out).toMatch(/^src\/scale\.ts\(4,3\): error TS901012: ADC1012: /);
    plain.write({ 'src/scale.ts': scale('4 * x') });
    expect(plain.tspc()).toMatchObject({ code: 0, out: '' });
    expect(plain.node(...show).out).toBe('[ 1600, 640 ]\n');
    expect(plain.read('dist/other.js')).toContain('other = 2');
  });
});

describe('tspc --watch', () => {
  let watcher: ChildProcess | undefined;
  afterAll(() => watcher?.kill());

  it('follows edits, shows what is wrong, and goes on when it is mended', async () => {
    const watched = project({}, { 'src/use.ts': useByName });
    watcher = watched.watch();
    let text = '';
    watcher.stdout?.on('data', (more: Buffer) => void (text += more.toString()));
    let found = 0;
    const round = async (): Promise<string> => {
      const done = /Found (\d+) errors?\. Watching for file changes\./g;
      const start = found;
      while (found === start) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        done.lastIndex = start;
        if (done.test(text)) found = done.lastIndex;
      }
      return text.slice(start, found);
    };
    expect(await round()).toContain('Found 0 errors');
    expect(watched.node(...show).out).toBe('[ 900, 360 ]\n');

    watched.write({ 'src/scale.ts': scale('Math.round(x)') });
    expect(await round()).toContain('Found 0 errors');
    expect(watched.node(...show).out).toBe('[ 0, 0 ]\n');

    watched.write({ 'src/scale.ts': broken });
    expect(await round()).toMatch(/src\/scale\.ts\(4,3\): error TS901012: ADC1012:[^]*Found 1 error\./);
    expect(watched.node(...show).out).toBe('[ 0, 0 ]\n');

    watched.write({ 'src/scale.ts': scale('x * ') });
    expect(await round()).toMatch(/src\/scale\.ts\(2,14\): error TS1109:[^]*Found 1 error\./);

    watched.write({ 'src/scale.ts': scale('5 * x') });
    expect(await round()).toContain('Found 0 errors');
    expect(watched.node(...show).out).toBe('[ 2500, 1000 ]\n');
  });
});
