/** Functions of installed packages whose sources `paths` maps. */
import { context } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { expected, paths, user, vectors } from '../../project/src/packages/vectors.test-support.js';
import { TestProject, textOf, tsconfig } from './project.test-support.js';

const withPaths = (value: unknown): string =>
  JSON.stringify({ ...JSON.parse(tsconfig), compilerOptions: { ...compilerOptions, paths: value } });
const { compilerOptions } = JSON.parse(tsconfig) as { compilerOptions: object };

const exporting = {
  ...user,
  'src/main.ts': user['src/main.ts']!.replace('declare const console: { log(text: string): void };\n', '').replace(
    /console\.log\(\s*JSON\.stringify\(([^]*)\),\s*\);/,
    'export const results = $1;',
  ),
};

describe('a package whose source `paths` maps', () => {
  const project = new TestProject({ ...exporting, ...vectors, 'tsconfig.json': withPaths(paths) });
  const resultsOf = async (bundle: string): Promise<Record<string, unknown>> => {
    const { results } = await project.run(bundle);
    const { stack, ...others } = results as Record<string, unknown>;
    expect(stack).toMatch(/^RangeError: the length\n/);
    return others;
  };

  it('is differentiated, and bundled once, with class fields as packages mean them', async () => {
    const bundle = await project.bundle('src/main.ts');
    expect(await resultsOf(bundle)).toEqual(expected);
    expect(bundle.match(/class Vector\b|Vector = class/g)).toHaveLength(1);
    expect(bundle).not.toContain('the build of the package');
  });

  it('is found where the plugin alone knows the tsconfig, and beside JavaScript of the same name', async () => {
    project.write({
      'settings/tsconfig.json': withPaths(
        Object.fromEntries(Object.entries(paths).map(([name, [to]]) => [name, [`.${to}`]])),
      ).replace('["src"]', '["../src"]'),
      'tsconfig.json': tsconfig,
      'node_modules/vectors/src/point.js': "throw new Error('a stale build was loaded');\n",
    });
    const bundle = await project.bundle('src/main.ts', {}, { tsconfig: 'settings' });
    expect(await resultsOf(bundle)).toEqual(expected);
    project.write({ 'tsconfig.json': withPaths(paths) });
    project.remove('node_modules/vectors/src/point.js');
  });

  it('has a source map that leads to its source', async () => {
    const bundle = await project.bundle('src/main.ts', { sourcemap: 'inline', sourcesContent: true });
    const encoded = /sourceMappingURL=data:application\/json;base64,(\S+)/.exec(bundle)![1]!;
    const map = JSON.parse(Buffer.from(encoded, 'base64').toString()) as {
      sources: string[];
      sourcesContent: string[];
    };
    const at = map.sources.findIndex((source) => source.endsWith('node_modules/vectors/src/vector.ts'));
    expect(map.sourcesContent[at]).toBe(vectors['node_modules/vectors/src/vector.ts']);
  });

  it('is followed when it is edited, as are its settings', async () => {
    const watched = await context(project.options('src/main.ts'));
    const valueAfter = async (files: Readonly<Record<string, string>>): Promise<unknown> => {
      project.write(files);
      const { results } = await project.run(textOf(await watched.rebuild()));
      return (results as { readonly value: unknown }).value;
    };
    try {
      expect(await valueAfter({})).toBe(180);
      const main = 'node_modules/scaling/source/main.ts';
      expect(await valueAfter({ [main]: vectors[main]!.replace('2 * x', '4 * x') })).toBe(720);
      expect(
        await valueAfter({ 'node_modules/vectors/tsconfig.json': '{ "compilerOptions": { "target": "es2022" } }' }),
      ).toBe(NaN);
    } finally {
      await watched.dispose();
      project.write(vectors);
      project.remove('node_modules/vectors/tsconfig.json');
    }
  });

  it('is left to esbuild where no derivative is made of it', async () => {
    project.write({ 'src/plain.ts': "export { twice } from 'scaling';\n" });
    const only = { 'tsconfig.one.json': withPaths(paths).replace('["src"]', '["src/plain.ts"]') };
    project.write(only);
    const alone = { plugins: [{ name: 'none', setup: () => undefined }] };
    const options = { tsconfig: project.in('tsconfig.one.json') };
    expect(await project.bundle('src/plain.ts', options)).toBe(
      textOf(await (await import('esbuild')).build({ ...project.options('src/plain.ts', options), ...alone })),
    );
  });
});
