/** Many fixtures as one project on disk, as the hosts find it that users call. */
import type { CompileOptions } from '@adc/compiler';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import { root, type Fixture } from '../runner/fixture.js';

export type FixtureProject = {
  readonly folder: string;
  /** Every source, relative to the folder, with slashes. */
  readonly files: readonly string[];
};

/** What is the same for every way in, in the tsconfig. */
export type Setup = {
  readonly module: 'esnext' | 'commonjs';
  /** The options of adc. */
  readonly adc?: CompileOptions;
};

/** The text of a fixture's file as it is written here. */
export type Rewrite = (text: string) => string;

const unchanged: Rewrite = (text) => text;

/** How a fixture's text is written elsewhere in the world. */
export const withCrlf: Rewrite = (text) => text.replace(/\r?\n/g, '\r\n');

export type Source = { readonly fixture: Fixture; readonly rewrite?: Rewrite; readonly under?: string };

/** The folder of a fixture in the project. */
export const folderOf = ({ fixture, under = 'src' }: Source): string => `${under}/${fixture.name}`;

export function fixtureProject(sources: readonly Source[], { module, adc }: Setup): FixtureProject {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'adc-ways-in-')));
  afterAll(() => rmSync(folder, { recursive: true }));
  const write = (name: string, text: string): void => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  };
  const files = sources.flatMap((source) =>
    [...source.fixture.files].map(([file, text]) => {
      const name = `${folderOf(source)}/${path.relative(source.fixture.folder, file)}`;
      write(name, (source.rewrite ?? unchanged)(text));
      return name;
    }),
  );
  mkdirSync(path.join(folder, 'node_modules/@adc'), { recursive: true });
  symlinkSync(path.join(root, '../runtime'), path.join(folder, 'node_modules/@adc/runtime'), 'junction');
  write('package.json', JSON.stringify({ type: module === 'commonjs' ? 'commonjs' : 'module' }));
  write('tsconfig.json', JSON.stringify({ compilerOptions: { ...compilerOptions, module }, adc, files }));
  return { folder, files };
}

/** What the fixtures are written for; declarations and maps as `adc build` writes them in any case. */
const compilerOptions = {
  target: 'es2023',
  lib: ['es2023'],
  moduleResolution: 'bundler',
  customConditions: ['@adc/source'],
  strict: true,
  types: [],
  skipLibCheck: true,
  rootDir: '.',
  outDir: 'dist',
  declaration: true,
  sourceMap: true,
};
