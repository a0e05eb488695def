import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { project, run, square, write, type Files } from '../cli.test-support.js';

const installed = (name: string, version: string, more: object = {}): Files => ({
  [`node_modules/${name}/package.json`]: JSON.stringify({ name, version, ...more }),
});
const json = (value: object): string => JSON.stringify(value);
const entry = { transform: '@adc/transformer', transformProgram: true };
const tsconfig = (plugins: unknown, more: object = {}): string =>
  json({ compilerOptions: { lib: ['es5'], types: [], plugins }, include: ['src'], ...more });

/** A project with ts-patch in which everything is right. */
const healthy: Files = {
  'package.json': json({
    scripts: { build: 'tspc' },
    dependencies: { '@adc/runtime': '0.1.0' },
    devDependencies: { '@adc/transformer': '0.1.0', 'ts-patch': '3.3.0', typescript: '6.0.3' },
  }),
  'tsconfig.json': tsconfig([entry]),
  'src/square.ts': square,
  ...installed('@adc/runtime', '0.1.0'),
  ...installed('@adc/transformer', '0.1.0'),
  ...installed('ts-patch', '3.3.0'),
  ...installed('typescript', '6.0.3'),
};

async function complaint(files: Files): Promise<string> {
  const { code, out, err } = await run(project({ ...healthy, ...files }), 'doctor');
  expect({ code, err }).toEqual({ code: 1, err: '' });
  expect(out).toMatch(/^✗ .+\n {2}way out: .+\n\n1 problem found\.\n$/);
  return out;
}

describe('adc doctor', () => {
  it('says that all is fine', async () => {
    expect(await run(project(healthy), 'doctor')).toEqual({
      code: 0,
      out: 'All is fine: companions are made by tspc, TypeScript 6.0.3, ts-patch 3.3.0, @adc/runtime 0.1.0; 1 file with annotated functions.\n',
      err: '',
    });
    const cli = project({
      'package.json': json({ scripts: { build: 'adc build' }, dependencies: { '@adc/runtime': '0.1.0' } }),
      'src/square.ts': square,
      ...installed('@adc/runtime', '0.1.0'),
      // Another one's business.
      ...installed('ts-patch', '2.0.0'),
    });
    expect((await run(cli, 'doctor')).out).toMatch(/^All is fine: companions are made by cli, /);
  });

  it.each([
    [[{ transform: 'typia/lib/transform' }], 'tsconfig.json has no plugin entry for @adc/transformer.'],
    [undefined, 'tsconfig.json has no plugin entry'],
    [[{ ...entry, transform: '@adc/transfomer' }], '"@adc/transfomer" of tsconfig.json names no package.'],
    [[{ ...entry, transform: 'adc-transformer' }], '"adc-transformer" of tsconfig.json names no package.'],
    [[{ transform: '@adc/transformer' }], 'lacks "transformProgram": true'],
    [[{ name: '@adc/transformer' }], 'has a "name" only'],
  ])('finds a plugin entry that is missing or wrong: %j', async (plugins, cause) => {
    const out = await complaint({ 'tsconfig.json': tsconfig(plugins) });
    expect(out).toContain(cause);
    expect(out).toContain('{ "transform": "@adc/transformer", "transformProgram": true }');
  });

  it('finds plugins outside "compilerOptions"', async () => {
    expect(await complaint({ 'tsconfig.json': tsconfig(undefined, { plugins: [entry] }) })).toContain(
      'stands outside "compilerOptions"',
    );
  });

  it.each([
    [installed('typescript', '7.0.2'), 'TypeScript 7.0.2 has no interface for transformers'],
    [installed('typescript', '5.4.5'), 'TypeScript 5.4.5 is too old'],
    [installed('ts-patch', '2.1.0'), 'ts-patch 2.1.0 is not one that @adc/transformer works with'],
    [{ 'node_modules/ts-patch/package.json': undefined }, 'ts-patch is not installed'],
    [{ 'node_modules/typescript/package.json': undefined }, 'TypeScript is not installed'],
    [
      { 'node_modules/@adc/transformer/package.json': undefined },
      '@adc/transformer stands in package.json, but is not installed',
    ],
    [
      { 'node_modules/@adc/runtime/package.json': undefined },
      '@adc/runtime stands in package.json, but is not installed',
    ],
  ])('finds what does not fit together: %j', async (files, cause) => {
    expect(await complaint(files)).toContain(cause);
  });

  it('finds a tsc that ignores plugins', async () => {
    const scripts = (more: object): Files => ({
      'package.json': (healthy['package.json'] ?? '').replace('{"build":"tspc"}', json(more)),
    });
    expect(await complaint(scripts({ build: 'tsc -p .' }))).toContain('call tsc, which ignores plugin entries');
    const patching = scripts({ build: 'tsc', prepare: 'ts-patch install' });
    expect(await complaint(patching)).toContain('is not patched');
    const patched = project({
      ...healthy,
      ...patching,
      'node_modules/typescript/lib/typescript.js': '/// tsp-module:\n',
    });
    expect((await run(patched, 'doctor')).code).toBe(0);
  });

  it('finds that there is no runtime, or nothing that makes companions', async () => {
    const bare = { 'package.json': json({ scripts: { build: 'adc build' } }), 'tsconfig.json': tsconfig(undefined) };
    expect(await complaint({ ...bare, 'node_modules/@adc/runtime/package.json': undefined })).toMatch(
      /@adc\/runtime is not installed[^]*npm install @adc\/runtime/,
    );
    expect(await complaint({ ...bare, 'package.json': json({}) })).toContain('adc init');
  });

  it('finds two copies of the runtime, in packages of packages and behind links', async () => {
    const cwd = project({
      ...healthy,
      'package.json': (healthy['package.json'] ?? '').replace('"dependencies":{', '"dependencies":{"a":"1.0.0",'),
      ...installed('a', '1.0.0', { dependencies: { b: '1.0.0' } }),
      'store/b/package.json': json({ name: 'b', version: '1.0.0', peerDependencies: { '@adc/runtime': '*' } }),
      'store/b/node_modules/@adc/runtime/package.json': json({ name: '@adc/runtime', version: '0.0.9' }),
    });
    symlinkSync('../store/b', path.join(cwd, 'node_modules/b'));
    const { code, out } = await run(cwd, 'doctor');
    expect(code).toBe(1);
    expect(out).toContain(
      '2 copies of @adc/runtime: 0.1.0 in node_modules/@adc/runtime (for this project); 0.0.9 in store/b/node_modules/@adc/runtime (for b).',
    );
    // The same one behind a link is no other copy.
    rmSync(path.join(cwd, 'store/b/node_modules/@adc/runtime'), { recursive: true });
    mkdirSync(path.join(cwd, 'store/b/node_modules/@adc'), { recursive: true });
    symlinkSync(path.join(cwd, 'node_modules/@adc/runtime'), path.join(cwd, 'store/b/node_modules/@adc/runtime'));
    expect((await run(cwd, 'doctor')).code).toBe(0);
  });

  it('finds annotated files that no tsconfig reads', async () => {
    const outside = await complaint({ 'tools/model.ts': square });
    expect(outside).toContain('tools/model.ts has a function marked @differentiable, but no tsconfig reads the file');
    const method = 'export class M {\n  /** @differentiable */\n  f(x: number): number {\n    return x;\n  }\n}\n';
    expect(await complaint({ 'tools/model.ts': method })).toContain('tools/model.ts');

    const cwd = project({
      ...healthy,
      'src/main.ts': "import { square } from '../lib/imported.js';\nexport const four = square(2);\n",
      'lib/imported.ts': square,
      'test/a.ts': square,
      'tsconfig.test.json': json({ compilerOptions: { lib: ['es5'], types: [] }, include: ['test'] }),
      'other/tsconfig.json': '{}',
      'other/b.ts': square,
      'notes/text.ts': 'export const text = `\n// @differentiable\n`; // see @differentiable\n',
    });
    expect((await run(cwd, 'doctor')).out).toContain('; 3 files with annotated functions.');
    write(cwd, { 'tsconfig.test.json': '{ "include": ["nowhere"] }' });
    expect((await run(cwd, 'doctor')).out).toContain('test/a.ts');
  });

  it('finds files that cannot be read, and wrong options', async () => {
    const broken = await run(project({ ...healthy, 'tsconfig.json': '{ "include": ["src"], }}' }), 'doctor');
    expect(broken.code).toBe(1);
    expect(broken.out).toContain('Mend the tsconfig first.');
    expect(await complaint({ 'tsconfig.json': tsconfig([entry], { adc: { registraton: true } }) })).toContain(
      'did you mean "registration"?',
    );
    expect(await run(project({}), 'doctor', '-p', 'nowhere.json')).toMatchObject({ code: 2 });
  });
});
