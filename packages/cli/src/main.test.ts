import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesIn, project, run, smallest, square, textOf } from './cli.test-support.js';

const plain = "import { square } from './square.js';\nexport const nine = square(3);\n";

describe('adc build', () => {
  it('writes what tsc would, with companions, when there is no tsconfig', async () => {
    const cwd = project({
      'tsconfig.json': undefined,
      'src/square.ts': square,
      'src/deep/plain.ts': plain.replace('./', '../'),
    });
    expect(await run(cwd, 'build', 'src/', '--out-dir', 'dist')).toEqual({
      code: 0,
      out: 'differentiated 1 function in 1 file (time)\n',
      err: '',
    });
    expect(filesIn(path.join(cwd, 'dist'))).toEqual(
      ['deep/plain', 'square'].flatMap((name) => [`${name}.d.ts`, `${name}.js`, `${name}.js.map`]),
    );
    expect(textOf(cwd, 'dist/square.js')).toContain('export function squareAdjoint(x) {');
    expect(textOf(cwd, 'dist/square.d.ts')).toContain('export declare function squareAdjoint(x: number): number;');
    expect(textOf(cwd, 'dist/deep/plain.js')).toContain("import { square } from '../square.js';");
  });

  it('does not take the output of an earlier run for an input', async () => {
    const cwd = project({ 'src/square.ts': square });
    for (let i = 0; i < 2; i++) {
      expect(await run(cwd, 'build', '.', '-o', 'dist', '--emit', 'ts')).toMatchObject({ code: 0 });
      expect(filesIn(path.join(cwd, 'dist'))).toEqual(['square.ts']);
    }
  });

  it('follows the tsconfig', async () => {
    const cwd = project({
      'tsconfig.json': JSON.stringify({
        compilerOptions: {
          lib: ['es5'],
          module: 'commonjs',
          outDir: 'out',
          declaration: false,
          noEmit: true,
          strict: false,
        },
        include: ['src'],
      }),
      'src/square.ts': square,
      'src/loose.ts': 'export function loose(x) { return x; }\n',
    });
    expect((await run(cwd, 'build')).code).toBe(0);
    expect(filesIn(path.join(cwd, 'out'))).toEqual(['loose.js', 'loose.js.map', 'square.js', 'square.js.map']);
    expect(textOf(cwd, 'out/square.js')).toContain('exports.squareAdjoint = squareAdjoint;');
    expect((await run(path.join(cwd, 'src'), 'build', '-p', '..', '-o', '../other')).code).toBe(0);
    expect(filesIn(path.join(cwd, 'other'))).toHaveLength(4);
    expect((await run(cwd, 'build', 'src/loose.ts', '-o', 'third')).out).toContain(
      'differentiated 0 functions in 0 files',
    );
    expect(filesIn(path.join(cwd, 'third'))).toEqual(['loose.js', 'loose.js.map']);
  });

  it('writes TypeScript with companions on request', async () => {
    const cwd = project({
      'tsconfig.json': JSON.stringify({ compilerOptions: smallest, include: ['src'] }),
      'src/square.ts': square,
      'src/plain.ts': plain,
      'src/ambient.d.ts': 'declare const x: 1;\n',
    });
    expect((await run(cwd, 'build', 'src', '--emit', 'ts', '--no-registration', '--out-dir', 'dist')).code).toBe(0);
    expect(filesIn(path.join(cwd, 'dist'))).toEqual(['ambient.d.ts', 'plain.ts', 'square.ts']);
    expect(textOf(cwd, 'dist/plain.ts')).toBe(plain);
    expect(textOf(cwd, 'dist/square.ts')).toBe(
      `${square}\n/** Adjoint of \`square\`. */\nexport function squareAdjoint(x: number): number {\n  return 2 * x;\n}\n`,
    );
    const overwriting = await run(cwd, 'build', 'src', '--emit', 'ts', '--out-dir', 'src');
    expect(overwriting.code).toBe(2);
    expect(textOf(cwd, 'src/square.ts')).toBe(square);
  });

  it('writes nothing when a function cannot be differentiated', async () => {
    const cwd = project({
      'a.ts': square.replaceAll('square', 'badness'),
      'b.ts': `${square}import { badnessAdjoint } from './a.js';\nbadnessAdjoint(1);\n`,
    });
    const { code, out } = await run(cwd, 'build', '.', '--out-dir', 'dist');
    expect(code).toBe(1);
    expect(out).toContain('a.ts:2:1 - error ADC1012: `badness` cannot be differentiated.');
    expect(out).toContain('Fix: write another test.');
    expect(out).not.toContain('TS2305');
    expect(filesIn(cwd)).toEqual(['a.ts', 'b.ts', 'package.json', 'tsconfig.json']);
  });

  it('prints warnings and goes on', async () => {
    const cwd = project({ 'a.ts': square.replaceAll('square', 'oddity') });
    const { code, out } = await run(cwd, 'build', '.', '--out-dir', 'dist');
    expect(code).toBe(0);
    expect(out).toMatch(/^a.ts:2:1 - warning ADC1012/);
    expect(out).toContain('differentiated 1 function');
  });

  it("prints TypeScript's errors as tsc does, except those inside node_modules", async () => {
    const cwd = project({
      'node_modules/lib/index.ts': 'export const wrong: string = 1;\n',
      'node_modules/lib/package.json': '{ "name": "lib", "exports": "./index.ts" }',
      'ok.ts': `import { wrong } from 'lib';\n${square}square(wrong.length);\n`,
      'type.ts': 'export const n: string = 1;\n',
      'syntax.ts': 'export const = 1;\n',
    });
    expect((await run(cwd, 'build', 'ok.ts', '-o', 'dist')).code).toBe(0);
    expect(await run(cwd, 'build', 'type.ts', 'ok.ts', '-o', 'out')).toEqual({
      code: 1,
      out: "type.ts(1,14): error TS2322: Type 'number' is not assignable to type 'string'.\n",
      err: '',
    });
    expect((await run(cwd, 'build', 'syntax.ts', '-o', 'out')).out).toMatch(/^syntax.ts\(1,14\): error TS1134/);
    expect(filesIn(cwd).filter((name) => name.startsWith('out'))).toEqual([]);
  });

  it('checks imports of companions by name', async () => {
    const cwd = project({
      'square.ts': square,
      'use.ts': "import { squareAdjoint } from './square.js';\nexport const six: number = squareAdjoint(3);\n",
    });
    expect(await run(cwd, 'build', 'use.ts', '-o', 'dist')).toMatchObject({ code: 0, err: '' });
  });

  it("speaks of its own bugs as such, unless TypeScript's errors explain them", async () => {
    const cwd = project({ 'a.ts': square.replaceAll('square', 'crash'), 'b.ts': 'export const n: string = 1;\n' });
    const crashed = await run(cwd, 'build', 'a.ts', '-o', 'dist');
    expect(crashed.code).toBe(1);
    expect(crashed.err).toMatch(/^adc: this is a bug of adc, not of your code[^]*the compiler stumbled/);
    const refused = await run(cwd, 'build', '.', '-o', 'dist');
    expect(refused).toMatchObject({ code: 1, err: '' });
    expect(refused.out).toContain('TS2322');
  });
});

describe('options', () => {
  const config = (adc: unknown, rest: object = {}): string =>
    JSON.stringify({ compilerOptions: { lib: ['es5'], outDir: 'dist' }, files: ['square.ts'], adc, ...rest });

  it('come from the tsconfig, those that it extends, and flags', async () => {
    const cwd = project({
      'square.ts': square,
      'tsconfig.json': config({ registration: false }),
      'more.json': config({ optimise: false }, { extends: './tsconfig.json' }),
      'registered.json': config({ registration: true }, { extends: './tsconfig.json' }),
    });
    const registers = async (...args: readonly string[]): Promise<boolean> => {
      expect(await run(cwd, 'build', ...args)).toMatchObject({ code: 0, err: '' });
      return textOf(cwd, 'dist/square.js').includes('Object.assign');
    };
    expect(await registers()).toBe(false);
    expect(await registers('-p', 'more.json')).toBe(false);
    expect(await registers('-p', 'registered.json')).toBe(true);
    expect(await registers('-p', 'registered.json', '--no-registration')).toBe(false);
  });

  it.each([
    [{ registraton: false }, 'Unknown option "registraton" in "adc" of tsconfig.json (did you mean "registration"?).'],
    [{ colour: 'red' }, 'Unknown option "colour" in "adc" of tsconfig.json.'],
    [{ registration: 'no' }, 'The option "registration" in "adc" of tsconfig.json must be true, false, or "needed".'],
    [{ fallback: true }, 'The option "fallback" in "adc" of tsconfig.json is not built yet.'],
    ...['much', '-3MB', 0, true].map((tapeBudget): [object, string] => [
      { tapeBudget },
      'The option "tapeBudget" in "adc" of tsconfig.json must be a number of bytes, or a size such as "64MB".',
    ]),
    [[], '"adc" of tsconfig.json must be an object, for example { "registration": false }.'],
  ])('that are wrong are refused: %j', async (adc, message) => {
    const cwd = project({ 'square.ts': square, 'tsconfig.json': config(adc) });
    expect(await run(cwd, 'build')).toEqual({ code: 2, out: '', err: `adc: ${message}\n` });
    expect(filesIn(cwd)).not.toContain('dist/square.js');
  });
});

describe('adc check', () => {
  it('writes nothing', async () => {
    const cwd = project({ 'square.ts': square });
    expect(await run(cwd, 'check', 'square.ts')).toEqual({
      code: 0,
      out: 'checked 1 function in 1 file (time)\n',
      err: '',
    });
    expect(filesIn(cwd)).toEqual(['package.json', 'square.ts', 'tsconfig.json']);
  });
});

describe('adc explain', () => {
  const cwdOf = (): string =>
    project({ 'two.ts': `${square}${square.replaceAll('square', 'cube')}`, 'plain.ts': 'export {};\n' });

  it('shows one function, or all of a file', async () => {
    const cwd = cwdOf();
    expect(await run(cwd, 'explain', 'two.ts:cube')).toEqual({
      code: 0,
      out: 'cube (two.ts)\n\n  Differentiated in forward mode only, which stores nothing.\n',
      err: '',
    });
    expect((await run(cwd, 'explain', 'two.ts')).out).toMatch(/^square \(two.ts\)[^]*\n\ncube \(two.ts\)/);
  });

  it('says what there is when it finds nothing', async () => {
    const cwd = cwdOf();
    expect(await run(cwd, 'explain', 'two.ts:cubed')).toEqual({
      code: 1,
      out: '',
      err: 'No function "cubed" is differentiated in two.ts (did you mean "cube"?). There: square, cube.\n',
    });
    expect((await run(cwd, 'explain', 'plain.ts')).err).toContain('Nothing is differentiated in plain.ts.');
  });
});

describe('wrong usage', () => {
  it.each([
    [['build', '--out-dri', 'dist'], "error: unknown option '--out-dri'\n(Did you mean --out-dir?)\n"],
    [['buidl'], "error: unknown command 'buidl'\n(Did you mean build?)\n"],
    [
      ['build', '--emit', 'wasm'],
      "error: option '--emit <language>' argument 'wasm' is invalid. Allowed choices are js, ts.\n",
    ],
    [['build', 'nowhere', '-o', 'dist'], 'adc: Cannot find nowhere.\n'],
    [['build', 'empty', '-o', 'dist'], 'adc: There are no TypeScript files in empty.\n'],
    [['build', 'a.ts'], 'adc: Where should the output go? Say --out-dir, or set "outDir" in the tsconfig.\n'],
    [['check', '-p', 'no.json'], 'adc: Cannot find the tsconfig no.json.\n'],
    [['explain'], "error: missing required argument 'file[:function]'\n"],
  ])('is exit code 2: %j', async (args, message) => {
    expect(await run(project({ 'a.ts': square, 'empty/readme.md': '' }), ...args)).toEqual({
      code: 2,
      out: '',
      err: message,
    });
  });

  it('is to name no files where there is no tsconfig', async () => {
    expect(await run(project({ 'a.ts': square, 'tsconfig.json': undefined }), 'check')).toEqual({
      code: 2,
      out: '',
      err: 'adc: There is no tsconfig.json here: name the files or folders to compile.\n',
    });
  });

  it('help and version are no errors', async () => {
    const cwd = project({});
    expect((await run(cwd, '--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(await run(cwd, '--help')).toMatchObject({ code: 0, err: '' });
    expect((await run(cwd, '--help')).out).toContain('adc build src --out-dir dist');
    expect((await run(cwd, 'build', '--help')).out).toContain('--out-dir <folder>');
    expect(await run(cwd)).toMatchObject({ code: 2, out: '' });
  });
});

describe('robust builds', () => {
  const config = JSON.stringify({ compilerOptions: { ...smallest, outDir: 'dist' }, include: ['src'] });

  it('keep the line breaks of a source', async () => {
    const source = `${square}export const text = \`a\nb\`;\n`.replaceAll('\n', '\r\n');
    const cwd = project({ 'tsconfig.json': config, 'src/square.ts': source });
    expect(await run(cwd, 'build', '--emit', 'ts')).toMatchObject({ code: 0 });
    const written = textOf(cwd, 'dist/square.ts');
    expect(written).toContain('squareAdjoint');
    expect(written.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(written.startsWith(source.slice(0, source.indexOf('export const')).trimEnd())).toBe(true);
    expect(await run(cwd, 'build')).toMatchObject({ code: 0 });
    const { mappings, sources } = JSON.parse(textOf(cwd, 'dist/square.js.map')) as Record<string, string>;
    const plainBreaks = project({ 'tsconfig.json': config, 'src/square.ts': source.replaceAll('\r\n', '\n') });
    await run(plainBreaks, 'build');
    expect(JSON.parse(textOf(plainBreaks, 'dist/square.js.map'))).toMatchObject({ mappings, sources });
    // A template keeps its text, where both kinds of line breaks mean the same.
    expect(textOf(cwd, 'dist/square.js').replaceAll('\r', '')).toBe(textOf(plainBreaks, 'dist/square.js'));
  });

  it('say that the disk refuses, and write nothing', async () => {
    const cwd = project({ 'tsconfig.json': config, 'src/a/square.ts': square, 'src/b.ts': square, 'dist/a': 'a file' });
    const { code, out, err } = await run(cwd, 'build');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(
      /^adc: Cannot write .*dist\/a.*: a file stands where a folder must be\. Nothing was written\.\n$/,
    );
    expect(filesIn(path.join(cwd, 'dist'))).toEqual(['a']);
  });

  it.each(['src', 'dist'])(
    'follow links of a workspace as tsc does (a package that is used from its %s)',
    async (place) => {
      const library = JSON.stringify({ compilerOptions: { ...smallest, outDir: 'dist' }, include: ['src'] });
      const cwd = project({
        'packages/lib/package.json': JSON.stringify({
          name: 'lib',
          type: 'module',
          exports: place === 'src' ? './src/square.ts' : { types: './dist/square.d.ts', default: './dist/square.js' },
        }),
        'packages/lib/tsconfig.json': library,
        'packages/lib/src/square.ts': square,
        'packages/app/package.json': '{ "type": "module" }',
        'packages/app/tsconfig.json': config,
        'packages/app/src/app.ts':
          place === 'src'
            ? "import { square } from 'lib';\nexport const f = square(1);\n"
            : "import { square, squareAdjoint } from 'lib';\nexport const f = [square(1), squareAdjoint(1)];\n",
      });
      mkdirSync(path.join(cwd, 'packages/app/node_modules'));
      symlinkSync('../../lib', path.join(cwd, 'packages/app/node_modules/lib'));
      symlinkSync('packages/app', path.join(cwd, 'link'));
      if (place === 'dist') expect(await run(cwd, 'build', '-p', 'packages/lib')).toMatchObject({ code: 0 });
      for (const app of ['packages/app', 'link']) {
        expect(await run(cwd, 'build', '-p', app)).toMatchObject({ code: 0, err: '' });
        const outputs = filesIn(path.join(cwd, 'packages/app/dist')).filter((name) => name.endsWith('.js'));
        expect(outputs).toEqual(['app.js']);
        rmSync(path.join(cwd, 'packages/app/dist'), { recursive: true });
      }
    },
  );

  it('make the output folder again when it was removed', async () => {
    const cwd = project({ 'tsconfig.json': config, 'src/square.ts': square });
    await run(cwd, 'build');
    rmSync(path.join(cwd, 'dist'), { recursive: true });
    expect(await run(cwd, 'build')).toMatchObject({ code: 0 });
    expect(filesIn(path.join(cwd, 'dist'))).toEqual(['square.d.ts', 'square.js', 'square.js.map']);
  });
});
