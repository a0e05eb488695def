/** What is edited takes effect, be it in a file that the bundle does not contain. */
import { context, type BuildContext, type BuildResult } from 'esbuild';
import { afterAll, describe, expect, it } from 'vitest';
import { files, gradient, TestProject, textOf, tsconfig } from './project.test-support.js';

const contexts: BuildContext[] = [];
afterAll(() => Promise.all(contexts.map((each) => each.dispose())));

/** `P` is only a type: esbuild never reads the file that it stands in. */
const withType = {
  'src/p.ts': 'export type P = { a: number };\n',
  'src/main.ts': `import { grad } from '@adc/runtime';
import type { P } from './p';

// @differentiable
function f(p: P): number {
  return p.a ** 3;
}
export const gradient = grad(f)({ a: 3, b: 5 } as P);
`,
};

describe('a rebuild', () => {
  it('follows edits, also of what is imported as a type only', async () => {
    const project = new TestProject(withType);
    const build = await context(project.options('src/main.ts'));
    contexts.push(build);
    const rebuilt = async (): Promise<unknown> => (await project.run(textOf(await build.rebuild())))['gradient'];
    expect(await rebuilt()).toEqual({ a: 27 });
    project.write({ 'src/p.ts': 'export type P = { a: number; b: number };\n' });
    expect(await rebuilt()).toEqual({ a: 27, b: 0 });
    project.write({ 'src/p.ts': withType['src/p.ts'] });
    expect(await rebuilt()).toEqual({ a: 27 });
  });

  it('finds files that were broken or deleted, and mended', async () => {
    const project = new TestProject(files);
    const build = await context(project.options('src/main.ts'));
    contexts.push(build);
    const rebuilt = async (): Promise<unknown> => (await project.run(textOf(await build.rebuild())))['gradient'];
    expect(await rebuilt()).toEqual(gradient);
    project.write({ 'src/loss.ts': 'export function loss(' });
    await expect(rebuilt()).rejects.toThrow('src/loss.ts');
    project.remove('src/loss.ts');
    await expect(rebuilt()).rejects.toThrow('Could not resolve "./loss"');
    project.write({ 'src/loss.ts': files['src/loss.ts']! });
    expect(await rebuilt()).toEqual(gradient);
    project.write({ 'tsconfig.json': '{ "compilerOptions": 7 }' });
    await expect(rebuilt()).rejects.toThrow(/TS\d+/);
    project.write({ 'tsconfig.json': tsconfig });
    expect(await rebuilt()).toEqual(gradient);
  });
});

describe('watching', () => {
  it('sees each file that the result depends on', async () => {
    const project = new TestProject({ ...withType, 'base.json': '{}' });
    project.write({ 'tsconfig.json': tsconfig.replace('{', '{ "extends": "./base.json",') });
    const builds: ((result: BuildResult) => void)[] = [];
    const built: BuildResult[] = [];
    const next = (): Promise<BuildResult> => {
      const result = built.shift();
      return result ? Promise.resolve(result) : new Promise((resolve) => builds.push(resolve));
    };
    const options = project.options('src/main.ts', {
      plugins: [
        {
          name: 'listen',
          setup: ({ onEnd }) =>
            onEnd((result) => {
              const waiting = builds.shift();
              if (waiting) waiting(result);
              else built.push(result);
            }),
        },
      ],
    });
    const build = await context(options);
    contexts.push(build);
    await build.watch();
    const gradientOf = async (result: BuildResult): Promise<unknown> => (await project.run(textOf(result)))['gradient'];
    expect(await gradientOf(await next())).toEqual({ a: 27 });

    project.write({ 'src/p.ts': 'export type P = { a: number; b: number };\n' });
    expect(await gradientOf(await next())).toEqual({ a: 27, b: 0 });
    project.write({ 'base.json': '{ "adc": { "optimize": false } }' });
    expect((await next()).errors).toMatchObject([{ pluginName: 'adc' }]);
    project.write({ 'base.json': '{ "adc": { "optimise": false } }' });
    expect(await gradientOf(await next())).toEqual({ a: 27, b: 0 });
    project.remove('src/p.ts');
    expect((await next()).errors).toMatchObject([{ location: { file: 'src/main.ts' } }]);
    project.write({ 'src/p.ts': withType['src/p.ts'] });
    expect(await gradientOf(await next())).toEqual({ a: 27 });
  });
});
