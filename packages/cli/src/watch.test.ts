import { mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesIn, project, runWith, smallest, square, textOf, write, type Run } from './cli.test-support.js';

type Watching = {
  /** Waits until something has been printed since the last time. */
  readonly says: (what: RegExp) => Promise<string>;
  readonly end: () => Promise<Run>;
};

function watching(cwd: string, ...args: readonly string[]): Watching {
  let heard = '';
  let end = (): void => undefined;
  const hear = (text: string): void => void (heard += text);
  const interruption = (): Promise<void> => new Promise((resolve) => (end = resolve));
  const ended = runWith(cwd, { out: hear, err: hear, interruption }, ...args);
  return {
    async says(what) {
      const deadline = Date.now() + 30_000;
      while (!what.test(heard)) {
        if (Date.now() > deadline) throw new Error(`Not said: ${what}. Said: ${heard}`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      const said = heard.replaceAll(/\(\d+\.\d s\)/g, '(time)');
      heard = '';
      return said;
    },
    async end() {
      end();
      return await ended;
    },
  };
}

const config = (more: object = {}): string =>
  JSON.stringify({ compilerOptions: { ...smallest, outDir: 'dist', ...more }, include: ['src'] });
const ready = /watching for edits; Ctrl-C ends\n$/;
const broken = /waiting for an edit that mends it; Ctrl-C ends\n$/;

describe('adc build --watch', () => {
  it('builds again at an edit of any file that it has read, and says little', async () => {
    const cwd = project({
      'tsconfig.json': config(),
      'src/square.ts': `import type { Size } from '../types/size.js';\n${square}export const size: Size = 1;\n`,
      'types/size.d.ts': 'export type Size = number;\n',
    });
    const watch = watching(cwd, 'build', '--watch');
    expect(await watch.says(ready)).toBe(
      'differentiated 1 function in 1 file (time)\nwatching for edits; Ctrl-C ends\n',
    );
    write(cwd, { 'src/square.ts': square.replaceAll('square', 'twice') });
    expect(await watch.says(ready)).toBe(
      '\nsrc/square.ts changed\ndifferentiated 1 function in 1 file (time)\nwatching for edits; Ctrl-C ends\n',
    );
    expect(textOf(cwd, 'dist/square.js')).toContain('twiceAdjoint');

    write(cwd, { 'src/square.ts': `import type { Size } from '../types/size.js';\nexport const size: Size = 1;\n` });
    expect(await watch.says(ready)).toContain('differentiated 0 functions');
    // Outside "include", and a bundler would not know of it.
    write(cwd, { 'types/size.d.ts': 'export type Size = string;\n' });
    expect(await watch.says(broken)).toContain('src/square.ts(2,14): error TS2322');
    write(cwd, { 'types/size.d.ts': 'export type Size = number;\n' });
    expect(await watch.says(ready)).toContain('types/size.d.ts changed');
    expect(await watch.end()).toMatchObject({ code: 0 });
  });

  it('goes on when a file is broken, deleted, replaced or new', async () => {
    const cwd = project({
      'tsconfig.json': config(),
      'src/a.ts': "import { square } from './square.js';\nexport const nine = square(3);\n",
      'src/square.ts': square,
    });
    const watch = watching(cwd, 'build', '-w');
    await watch.says(ready);
    const good = textOf(cwd, 'dist/square.js');

    write(cwd, { 'src/square.ts': 'export function square( {\n' });
    expect(await watch.says(broken)).toMatch(/src\/square\.ts\(\d+,\d+\): error TS/);
    expect(textOf(cwd, 'dist/square.js')).toBe(good);
    rmSync(path.join(cwd, 'src/square.ts'));
    expect(await watch.says(broken)).toContain("Cannot find module './square.js'");
    write(cwd, { 'src/square.ts': square.replace('x * x', 'x * x * 1') });
    await watch.says(ready);
    expect(textOf(cwd, 'dist/square.js')).toContain('x * x * 1');

    // As many editors save.
    write(cwd, { 'src/other': square.replace('x * x', '(x * x)') });
    renameSync(path.join(cwd, 'src/other'), path.join(cwd, 'src/square.ts'));
    await watch.says(ready);
    expect(textOf(cwd, 'dist/square.js')).toContain('(x * x)');

    write(cwd, { 'src/deep/er/cube.ts': square.replaceAll('square', 'cube') });
    await watch.says(ready);
    expect(filesIn(path.join(cwd, 'dist'))).toContain('deep/er/cube.js');
    write(cwd, { 'src/deep/er/cube.ts': square.replaceAll('square', 'badCube') });
    expect(await watch.says(broken)).toContain('error ADC1012');
    rmSync(path.join(cwd, 'src/deep'), { recursive: true });
    await watch.says(ready);

    rmSync(path.join(cwd, 'dist'), { recursive: true });
    write(cwd, { 'src/square.ts': square });
    await watch.says(ready);
    expect(filesIn(path.join(cwd, 'dist'))).toContain('square.js');
    expect(await watch.end()).toMatchObject({ code: 0 });
  });

  it('goes on when a tsconfig is broken, wrong or deleted', async () => {
    const cwd = project({
      'tsconfig.json': '{ "extends": "./base.json", "include": ["src"] }',
      'base.json': config(),
      'src/square.ts': square,
    });
    const watch = watching(cwd, 'build', '--watch');
    await watch.says(ready);
    write(cwd, { 'tsconfig.json': '{ "extends": "./base.json", "include": ["src"], }}' });
    expect(await watch.says(broken)).toMatch(/tsconfig\.json\(1,\d+\): error TS/);
    write(cwd, { 'tsconfig.json': '{ "extends": "./base.json", "include": ["src"], "adc": { "registraton": true } }' });
    expect(await watch.says(broken)).toContain('Unknown option "registraton"');
    rmSync(path.join(cwd, 'tsconfig.json'));
    expect(await watch.says(broken)).toContain('Cannot find the tsconfig');
    write(cwd, { 'tsconfig.json': '{ "extends": "./base.json", "include": ["src"] }' });
    await watch.says(ready);
    write(cwd, { 'base.json': config({ declaration: false, outDir: 'out' }) });
    expect(await watch.says(ready)).toContain('base.json changed');
    expect(filesIn(path.join(cwd, 'out'))).toEqual(['square.js', 'square.js.map']);
    expect(await watch.end()).toMatchObject({ code: 0 });
  });

  it('notices what appears where it was looked for in vain', async () => {
    const cwd = project({
      'tsconfig.json': config(),
      'src/a.ts':
        "import { square } from '../lib/square.js';\nimport { b } from 'b';\nexport const nine = square(b);\n",
    });
    const watch = watching(cwd, 'check', '--watch');
    await watch.says(broken);
    mkdirSync(path.join(cwd, 'lib'));
    write(cwd, { 'lib/square.ts': square });
    expect(await watch.says(broken)).not.toContain('lib/square.js');
    write(cwd, {
      'node_modules/b/package.json': '{ "name": "b", "types": "b.d.ts" }',
      'node_modules/b/b.d.ts': 'export const b: number;\n',
      'node_modules/.package-lock.json': '{}',
    });
    expect(await watch.says(ready)).toContain('checked 1 function in 1 file');
    expect(await watch.end()).toMatchObject({ code: 0 });
  });

  it('says nothing of what does not concern it', async () => {
    const cwd = project({ 'tsconfig.json': config(), 'src/square.ts': square });
    const watch = watching(cwd, 'check', '--watch');
    await watch.says(ready);
    write(cwd, { 'src/readme.md': '# Readme\n', 'src/folder/text.txt': '', 'src/square.ts': square });
    await new Promise((resolve) => setTimeout(resolve, 400));
    write(cwd, { 'src/square.ts': `${square}// end\n` });
    expect(await watch.says(ready)).toMatch(/^\nsrc\/square\.ts changed\nchecked/);
    expect(await watch.end()).toMatchObject({ code: 0 });
  });

  it('ends at once for wrong usage', async () => {
    const cwd = project({ 'src/square.ts': square });
    expect(await runWith(cwd, {}, 'build', '--watch', 'nowhere')).toMatchObject({ code: 2 });
  });
});
