/** Bundles the checks with a compiler in which every mutant stands behind a switch. */
import { build, type Plugin } from 'esbuild';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository, type Instrumented } from './mutants.js';

/** What comes before the bundle: the switches, which the worker sets. Counting turns ends loops that a mutant makes endless. */
const prelude = `
const switches_9fa48 = globalThis.mutation;
function stryMutAct_9fa48(id) {
  if (id !== switches_9fa48.active) return false;
  if (++switches_9fa48.hits > switches_9fa48.limit) throw new Error('mutant reached too often');
  return true;
}
function stryCov_9fa48(...ids) { switches_9fa48.cover(ids); }
function stryVal_9fa48(ids, value) { switches_9fa48.coverValue(ids, value); return value; }
`;

/** Modules of which the pipeline gets the stages in a wrapping. */
const wrapped = new Set([
  './analyse/effects.js',
  './analyse/memory.js',
  './ir/verify.js',
  './lower/index.js',
  './modules/index.js',
  './transform/exits.js',
  './transform/inline.js',
  './transform/prepare.js',
  './transform/simplify.js',
]);

/** The functions that the instrumenter writes into every file, for which the prelude stands in. */
const header = /function stryNS_9fa48\(\)[\s\S]*?return isActive\(id\);\s*\}/;

/** With coverage, an expression with mutants hands over its value. */
function contentsOf(text: string | undefined, coverage: boolean): string | undefined {
  const bare = text?.replace(header, '');
  return coverage ? bare?.replace(/\(stryCov_9fa48\(([^()]*)\), /g, 'stryVal_9fa48([$1], ') : bare;
}

/** Tests of the compiler's rooms; those of the language's front end and of the program's layout start TypeScript anew each time. */
export function unitTests(): readonly string[] {
  const source = join(repository, 'compiler/src');
  return ['rules', 'ir', 'emit'].flatMap((room) =>
    readdirSync(join(source, room))
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => join(source, room, name)),
  );
}

/** Writes a bundle whose `checksOf()` gives the checks. With `coverage`, it says of each mutant when it is reached. */
export async function bundle({ texts }: Instrumented, outfile: string, coverage: boolean): Promise<void> {
  const sources: Plugin = {
    name: 'mutants',
    setup({ onLoad, onResolve }) {
      onLoad({ filter: /\/compiler\/src\/.*\.ts$/ }, ({ path }) => ({
        contents: contentsOf(texts.get(path), coverage) ?? readFileSync(path, 'utf8'),
        loader: 'ts',
      }));
      onResolve({ filter: /^\./ }, ({ path, importer }) =>
        /\/compiler\/src\/(pipeline|index)\.ts$/.test(importer) && wrapped.has(path)
          ? { path: join(repository, 'mutation/checks/wrapped.ts') }
          : undefined,
      );
      onResolve({ filter: /^vitest$/ }, () => ({ path: join(repository, 'mutation/checks/unit-tests.ts') }));
    },
  };
  const tests = unitTests().map(
    (file) => `...testsOf(${JSON.stringify(file.slice(repository.length))}, () => require(${JSON.stringify(file)}))`,
  );
  await build({
    stdin: {
      contents: `
        import '@adc/compiler';
        import { fixtureChecks } from './checks/fixtures.js';
        import { generatedChecks } from './checks/generated.js';
        import { testsOf } from 'vitest';
        export const checksOf = () => [${tests.join(', ')}, ...fixtureChecks(), ...generatedChecks()];`,
      resolveDir: join(repository, 'mutation'),
      loader: 'ts',
    },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    conditions: ['@adc/source'],
    external: ['typescript', 'esbuild'],
    define: { 'import.meta.url': JSON.stringify(`file://${join(repository, 'test-fixtures/runner/any.ts')}`) },
    banner: { js: prelude },
    minifySyntax: true,
    ...(!coverage && { pure: ['stryCov_9fa48'] }),
    plugins: [sources],
    outfile,
    logLevel: 'error',
  });
}
