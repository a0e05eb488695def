/** What `grad` says of functions without companions, in programs built in each way, and by a compiler that knows nothing of adc. */
import type { CompileOptions } from '@adc/compiler';
import { buildSync } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root, type Fixture } from '../runner/fixture.js';
import { fixtureProject } from './fixture-project.js';
import { throughCli, throughEsbuild, throughTransformer, type Outcome } from './ways.js';

const main = `import { grad } from '@adc/runtime';

declare const console: { log(text: string): void };

// @differentiable
export function marked(x: number): number {
  return x * x;
}
function plain(x: number): number {
  return x * x;
}
const scaled = (k: number) => (x: number): number => k * x;

const gradient = (f: (x: number) => number): unknown => {
  try {
    return grad(f)(3);
  } catch (error) {
    return (error as Error).message;
  }
};
console.log(JSON.stringify([marked, plain, plain.bind(undefined), scaled(2)].map(gradient)));
`;
const input = '/uncompiled/main.ts';
const fixture: Fixture = { name: 'uncompiled', folder: '/uncompiled', files: new Map([[input, main]]), input };

/** What the program prints, in a process of its own: the registry belongs to the whole process. */
function run(contents: string): unknown {
  const { outputFiles } = buildSync({
    stdin: { contents, loader: 'ts', resolveDir: root },
    bundle: true,
    format: 'esm',
    write: false,
    alias: { '@adc/runtime': join(root, '../runtime/src/index.ts') },
  });
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-'], {
    input: outputFiles[0]!.text,
    encoding: 'utf8',
  });
  return JSON.parse(stdout || `"${stderr}"`);
}

const builds: Readonly<Record<string, (adc: CompileOptions) => Promise<Outcome>>> = {
  'adc build': (adc) => throughCli(project(adc), 'js'),
  'the transformer': (adc) => Promise.resolve(throughTransformer(project(adc))),
  'the plugin': (adc) => throughEsbuild(project(adc)),
};
const project = (adc: CompileOptions): ReturnType<typeof fixtureProject> =>
  fixtureProject([{ fixture }], { module: 'esnext', adc });

const annotate = 'Mark it `// @differentiable`, at top level, with registration on.';
const toBuild = 'Build with `adc build`, `tspc` or `@adc/esbuild`. ';
const uncompiled = (name: string): string => `ADC5001: ${name} was not compiled by adc. `;
const nothing = (name: string): string => `ADC5001: ${name} was not compiled by adc, nor was anything else. `;

/** Whatever was not found although nothing at all is there. */
const allMissing = [
  `${nothing('`marked`')}${toBuild}${annotate}`,
  `${nothing('`plain`')}${toBuild}${annotate}`,
  `${nothing('`bound plain`')}Pass the function itself.`,
  `${nothing('This function')}${toBuild}${annotate}`,
];

describe('a function handed on as a value that has no companions', () => {
  it('without adc: the build', () => {
    expect(run(main)).toEqual(allMissing);
  });
  describe.each(Object.entries(builds))('%s', (_, build) => {
    const printed = async (adc: CompileOptions): Promise<unknown> => {
      const { outputs, said, rest } = await build(adc);
      expect({ said, rest }).toEqual({ said: [], rest: '' });
      return run(outputs.get('src/uncompiled/main.js') ?? outputs.get('src/uncompiled/main.ts')!);
    };
    it('the annotation, a bound function, or a closure', async () => {
      expect(await printed({})).toEqual([
        6,
        uncompiled('`plain`') + annotate,
        `${uncompiled('`bound plain`')}Pass the function itself.`,
        uncompiled('This function') + annotate,
      ]);
    });
    it('no registration', async () => {
      expect(await printed({ registration: false })).toEqual(allMissing);
    });
  });
});
