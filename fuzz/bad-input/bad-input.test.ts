/** Whatever it is given, the compiler answers with a diagnostic or a right derivative. `pnpm fuzz --bad-input --minutes 20` is the long run. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { main } from '../../packages/cli/src/main.js';
import { seeded } from '../../test-fixtures/runner/random.js';
import { examine } from './examine.js';
import { guardedJudge } from './guarded.js';
import { judge } from './judge.js';
import { largePrograms } from './large-programs.js';
import { mutate } from './mutate.js';
import { derivativeFaults } from './odd.js';
import { oddPrograms, type OddProgram } from './odd-programs.js';
import { sources, withText } from './sources.js';

const fileOf = (name: string): string => join(import.meta.dirname, name);
const inputOf = ({ fileName = 'a.ts' }: OddProgram): string => fileOf(fileName);
const filesOf = (program: OddProgram): Map<string, string> =>
  new Map([
    [inputOf(program), program.source],
    ...Object.entries(program.others ?? {}).map(([name, text]) => [fileOf(name), text] as const),
  ]);

describe('odd programs', () => {
  test.each(oddPrograms.map((program) => [program.name, program] as const))('%s', (_, program) => {
    const examined = examine(filesOf(program));
    expect(examined.faults).toEqual([]);
    expect(examined.errors, examined.result?.diagnostics.map(({ message }) => message).join('\n')).toEqual(
      program.errors,
    );
    if (program.errors.length === 0 && program.source.includes('points = ') && examined.result!.files.length > 0)
      expect(derivativeFaults(examined, inputOf(program))).toEqual([]);
  });
});

describe('large programs', () => {
  test.each(largePrograms.map((program) => [program.name, program] as const))('%s', (_, program) => {
    const input = fileOf('a.ts');
    const large = examine(new Map([[input, program.source(program.size)]]));
    expect(large.faults).toEqual([]);
    expect(large.errors).toEqual(program.errors ?? []);
    const small = examine(new Map([[input, program.source(10)]]));
    expect(small.errors).toEqual([]);
    const points = program.name === 'parameters' ? [Array.from({ length: 10 }, (_, i) => 1 + i / 7)] : [[1.3, 0.77]];
    expect(derivativeFaults(small, input, points)).toEqual([]);
  });
});

test('mutated programs', () => {
  const random = seeded(2);
  const from = sources().filter(({ name }) => name.includes('/'));
  const faults: string[] = [];
  for (let count = 0; count < 40; count++) {
    const source = from[Math.floor(random() * from.length)]!;
    const text = mutate(source.files.get(source.input)!, random);
    // Programs are compiled, not run: a loop may have lost its end.
    const verdict = examine(withText(source, text));
    faults.push(...verdict.faults.map((fault) => `${source.name}: ${fault}\n${text}`));
  }
  expect(faults).toEqual([]);
});

test('a program that is not mutated is judged in full', () => {
  const source = sources().find(({ name }) => name === 'loops/of-swapped-pair' || name === 'arrays/sum-of-squares')!;
  expect(judge(source.files, source.input, () => undefined)).toEqual({ outcome: 'checked', faults: [] });
});

describe('adc build', () => {
  const root = mkdtempSync(join(tmpdir(), 'adc-bad-input-'));
  afterAll(() => rmSync(root, { recursive: true }));
  const snapshot = (folder: string): readonly (readonly [string, string])[] =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((name) => [name, readFileSync(name, 'utf8')] as const);

  const good = 'export function g(x: number): number {\n  return x * x;\n}\n';
  const chosen = ['missing brace', 'generator', 'number returned as text', 'parameter of type any', 'unknown option'];
  test.each([...oddPrograms.filter(({ name }) => chosen.includes(name)).map((each) => [each.name, each] as const)])(
    'writes nothing: %s',
    async (name, program) => {
      const cwd = join(root, name.replaceAll(' ', '-'));
      mkdirSync(cwd);
      writeFileSync(join(cwd, 'a.ts'), program.source);
      writeFileSync(join(cwd, 'b.ts'), `// @differentiable\n${good}`);
      const before = snapshot(cwd);
      let text = '';
      const write = (more: string): void => void (text += more);
      const io = { cwd, out: write, err: write, colour: false, progress: false };
      expect(await main(['build', 'a.ts', 'b.ts', '--out-dir', 'dist'], io)).toBe(1);
      expect(snapshot(cwd)).toEqual(before);
      expect(text).toMatch(/a\.ts(\(|:)\d+/);
    },
  );

  test('writes all', async () => {
    const cwd = join(root, 'good');
    mkdirSync(cwd);
    writeFileSync(join(cwd, 'a.ts'), `\uFEFF// @differentiable\r\n${good.replaceAll('\n', '\r\n')}`);
    const before = snapshot(cwd);
    const io = { cwd, out: () => undefined, err: () => undefined, colour: false, progress: false };
    expect(await main(['build', 'a.ts', '--out-dir', 'dist'], io)).toBe(0);
    const after = snapshot(cwd);
    expect(after.filter(([name]) => !name.includes('/dist/'))).toEqual(before);
    expect(after.filter(([name]) => name.endsWith('.js') || name.endsWith('.d.ts'))).toHaveLength(2);
  });
});

test('a program that takes all memory ends its own process only', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'adc-bad-input-'));
  const worker = join(folder, 'worker.mjs');
  writeFileSync(
    worker,
    `const all = [];
    process.on('message', ({ input }) => {
      if (input === 'compiled') process.send('running');
      if (input === 'fine') process.send({ outcome: 'checked', faults: [] });
      else for (;;) all.push(new Array(1e5).fill(all.length));
    });`,
  );
  const guarded = guardedJudge(pathToFileURL(worker), 20_000, 40);
  expect(await guarded.judge(new Map(), 'greedy')).toEqual({ outcome: 'crashed', faults: ['ends its process'] });
  expect(await guarded.judge(new Map(), 'compiled')).toEqual({ outcome: 'compiled', faults: [] });
  expect(await guarded.judge(new Map(), 'fine')).toEqual({ outcome: 'checked', faults: [] });
  guarded.close();
  rmSync(folder, { recursive: true });
});
