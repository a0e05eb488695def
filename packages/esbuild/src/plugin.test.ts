/** What is bundled computes derivatives, wherever the files come from. */
import { build, type Plugin } from 'esbuild';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { adc } from './index.js';
import { files, gradient, TestProject, textOf, tsconfig } from './project.test-support.js';

const exportsOf = async (project: TestProject, bundle: Promise<string>): Promise<object> => ({
  ...(await project.run(await bundle)),
});

describe('the plugin', () => {
  const project = new TestProject(files);

  it('gives the functions of all files their companions', async () => {
    expect(await exportsOf(project, project.bundle('src/main.ts'))).toEqual({ gradient });
    expect(await exportsOf(project, project.bundle('./src/main'))).toEqual({ gradient });
  });

  it('lets companions be imported by name', async () => {
    project.write({
      'src/named.ts': "import { lossAdjoint } from './loss';\nexport const all = lossAdjoint(2, 5, 1);\n",
    });
    expect(await exportsOf(project, project.bundle('src/named.ts'))).toEqual({ all: [900, gradient] });
  });

  it('leaves files without derivatives to esbuild', async () => {
    project.write({ 'src/plain.ts': 'export const plain: number = 1;\n' });
    const alone = await project.bundle('src/plain.ts', { plugins: [{ name: 'none', setup: () => undefined }] });
    expect(await exportsOf(project, Promise.resolve(alone))).toEqual({ plain: 1 });
    expect(alone).not.toContain('adc');
  });

  it('reads JSX, CRLF and the file names of ES modules', async () => {
    const marked = '// @differentiable\r\nexport function f(x: number): number {\r\n  return x * x;\r\n}\r\n';
    const asks = "import { grad } from '@adc/runtime';\r\n";
    project.write({
      'src/jsx-runtime.ts': 'export const jsx = (tag: string, props: object) => [tag, props];\n',
      'src/view.tsx': `${asks}${marked}export const gradient = grad(f)(3);\r\nexport const view = <p title="x" />;\r\n`,
      'src/module.mts': `${asks}${marked}export const gradient = grad(f)(4);\r\n`,
    });
    const alias = { 'react/jsx-runtime': project.in('src/jsx-runtime.ts') };
    const view = await project.run(await project.bundle('src/view.tsx', { alias, jsx: 'automatic' }));
    expect(view).toMatchObject({ gradient: 6, view: ['p', { title: 'x' }] });
    expect(await project.run(await project.bundle('src/module.mts'))).toMatchObject({ gradient: 8 });
  });

  it('compiles entry points that the tsconfig does not name', async () => {
    project.write({ 'tools/try.ts': files['src/main.ts']!.replace('./loss', '../src/loss') });
    expect(await exportsOf(project, project.bundle('tools/try.ts'))).toEqual({ gradient });
  });

  it('compiles files that only esbuild finds', async () => {
    const late = files['src/loss.ts']!.replace('./scale', '../src/scale');
    project.write({
      'extra/late.ts': `import { grad } from '@adc/runtime';\n${late}export const late = grad(loss)(2, 5);\n`,
      'src/finds.ts': "// @ts-ignore\nexport { late } from '#late';\n",
    });
    const alias = { '#late': project.in('extra/late.ts') };
    expect(await exportsOf(project, project.bundle('src/finds.ts', { alias }))).toEqual({ late: gradient });
  });

  it('refuses when what was bundled already turns out to need companions', async () => {
    project.write({
      'src/early.ts':
        "// @ts-ignore\nexport { late } from '#asks';\nexport function square(x: number): number {\n  return x * x;\n}\n",
      'extra/asks.ts':
        "import { grad } from '@adc/runtime';\nimport { square } from '../src/early';\nexport const late = () => grad(square)(3);\n",
    });
    const alias = { '#asks': project.in('extra/asks.ts') };
    const errors = await project.errors('src/early.ts', { alias });
    expect(errors.map(({ text }) => text)).toContain(
      'extra/asks.ts decides what src/early.ts is compiled to, but was found only after that had been read.',
    );
    project.write({ 'tsconfig.all.json': tsconfig.replace('["src"]', '["src", "extra"]') });
    const bundle = await project.bundle('src/early.ts', { alias }, { tsconfig: 'tsconfig.all.json' });
    const { late } = (await project.run(bundle)) as { late: () => number };
    expect(late()).toBe(6);
  });

  it('keeps out of what other plugins load', async () => {
    const others: Plugin = {
      name: 'others',
      setup: ({ onResolve, onLoad }) => {
        onResolve({ filter: /^virtual:/ }, ({ path }) => ({ path: `${path}.ts`, namespace: 'virtual' }));
        onLoad({ filter: /.*/, namespace: 'virtual' }, () => ({
          contents: 'export const x: number = 1;',
          loader: 'ts',
        }));
        onLoad({ filter: /scale\.ts$/ }, () => ({ contents: 'export const scale = () => 7;', loader: 'ts' }));
      },
    };
    project.write({
      'src/mixed.ts': "// @ts-ignore\nexport { x } from 'virtual:x';\nexport { scale } from './scale';\n",
    });
    const { x, scale } = await project.run(await project.bundle('src/mixed.ts', { plugins: [others] }));
    expect(x).toBe(1);
    expect((scale as () => number)()).toBe(7);
  });

  it('leaves what it does not change to the plugins behind it', async () => {
    project.write({ 'src/plain.ts': 'export const plain: number = 1;\n' });
    const options = project.options('src/plain.ts');
    const behind: Plugin = {
      name: 'behind',
      setup: ({ onLoad }) => onLoad({ filter: /plain/ }, () => ({ contents: 'export const plain = 2;' })),
    };
    const result = await build({ ...options, plugins: [...options.plugins!, behind] });
    expect(await project.run(textOf(result))).toMatchObject({ plain: 2 });
  });

  it('reads a file that is imported with a query', async () => {
    project.write({
      'src/query.ts':
        "// @ts-ignore\nimport { lossAdjoint } from './loss.ts?v=1';\nexport const all = lossAdjoint(2, 5, 1);\n",
    });
    expect(await exportsOf(project, project.bundle('src/query.ts'))).toEqual({ all: [900, gradient] });
  });
});

describe('a project', () => {
  it('may have another TypeScript, or one without a compiler', async () => {
    const project = new TestProject({
      ...files,
      'node_modules/typescript/package.json': '{ "name": "typescript", "version": "7.0.2", "main": "index.js" }',
      'node_modules/typescript/index.js': "throw new Error('The TypeScript of the project was loaded.');",
    });
    expect(await exportsOf(project, project.bundle('src/main.ts'))).toEqual({ gradient });
  });

  it('may have no tsconfig', async () => {
    const project = new TestProject(files);
    project.remove('tsconfig.json');
    expect(await exportsOf(project, project.bundle('src/main.ts'))).toEqual({ gradient });
  });

  it('may be reached through a link', async () => {
    const project = new TestProject(files);
    const link = project.in('node_modules/link');
    symlinkSync(project.folder, link);
    expect(await exportsOf(project, project.bundle('src/main.ts', { absWorkingDir: link }))).toEqual({ gradient });
  });

  it('may use the sources of another package of its workspace', async () => {
    const project = new TestProject({
      'packages/library/package.json': '{ "name": "library", "type": "module", "exports": "./index.ts" }',
      'packages/library/index.ts': files['src/loss.ts']!.replace('./scale', './scale.ts'),
      'packages/library/scale.ts': files['src/scale.ts']!,
      'src/main.ts': files['src/main.ts']!.replace('./loss', 'library'),
    });
    mkdirSync(project.in('node_modules'), { recursive: true });
    symlinkSync(project.in('packages/library'), project.in('node_modules/library'));
    expect(await exportsOf(project, project.bundle('src/main.ts'))).toEqual({ gradient });
  });

  it('may have its settings in a tsconfig that another one only points to', async () => {
    const project = new TestProject({
      ...files,
      'tsconfig.json':
        '{ "files": [], "references": [{ "path": "./tsconfig.tools.json" }, { "path": "./tsconfig.app.json" }] }',
      'tsconfig.tools.json': '{ "compilerOptions": { "composite": true }, "include": ["tools"] }',
      'tsconfig.app.json': tsconfig.replace('"include"', '"adc": { "registration": false }, "include"'),
    });
    const bundle = await project.bundle('src/loss.ts');
    expect(bundle).toContain('lossAdjoint');
    expect(bundle).not.toContain('register');
  });
});

describe('the options', () => {
  const project = new TestProject(files);

  it('are checked', () => {
    expect(() => adc({ registraton: false } as object)).toThrow(
      'Unknown option "registraton" in the options of adc() (did you mean "registration"?).',
    );
    expect(() => adc({ tsconfg: 'x' } as object)).toThrow('Unknown option "tsconfg" in the options of adc().');
    expect(() => adc({ tsconfig: 7 } as object)).toThrow(
      'The option "tsconfig" in the options of adc() must be a path.',
    );
    expect(() => adc({ optimise: 'no' } as object)).toThrow('must be true or false');
  });

  it('say which tsconfig, and win over what stands there', async () => {
    project.write({
      'settings/tsconfig.json': tsconfig
        .replace('"include"', '"adc": { "registration": false }, "include"')
        .replace('["src"]', '["../src"]'),
    });
    const registers = async (options: object, more = {}): Promise<boolean> =>
      (await project.bundle('src/loss.ts', more, options)).includes('register(loss');
    expect(await registers({ registration: true })).toBe(true);
    expect(await registers({ tsconfig: 'settings' })).toBe(false);
    expect(await registers({ tsconfig: 'settings', registration: true })).toBe(true);
    expect(await registers({}, { tsconfig: project.in('settings/tsconfig.json') })).toBe(false);
  });

  it('are refused in a tsconfig as well, as a tsconfig that cannot be found or read', async () => {
    project.write({
      'unknown.json': '{ "adc": { "registraton": false } }',
      'broken.json': '{ "compilerOptions": { "strict": tru } }',
    });
    const textsWith = async (name: string): Promise<readonly string[]> =>
      (await project.errors('src/main.ts', {}, { tsconfig: name })).map(({ text }) => text);
    expect((await textsWith('unknown.json')).join()).toContain('Unknown option "registraton" in "adc" of unknown.json');
    expect(await textsWith('none.json')).toEqual(['Cannot find the tsconfig none.json.']);
    expect((await textsWith('broken.json')).join()).toMatch(/TS\d+: /);
  });
});

it('has the versions of esbuild in its package.json that are tested', () => {
  const { peerDependencies, devDependencies } = JSON.parse(
    readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
  ) as Record<'peerDependencies' | 'devDependencies', Record<string, string>>;
  const oldest = devDependencies['esbuild-oldest']?.replace('npm:esbuild@', '');
  const [, minor] = /^0\.(\d+)\./.exec(devDependencies['esbuild'] ?? '') ?? [];
  expect(peerDependencies['esbuild']).toBe(`>=${oldest} <0.${Number(minor) + 1}.0`);
});
