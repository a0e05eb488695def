/** Puts all mutants of a set of files into their text, each behind a switch, and gives each a key that outlives moved lines. */
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { excluded, ownMutators, type Mutator } from './mutators.js';

export type Mutant = {
  readonly id: string;
  /** File, kind, original and replacement, and a number where these are alike. */
  readonly key: string;
  readonly file: string;
  readonly line: number;
  readonly mutator: string;
  readonly original: string;
  readonly replacement: string;
};

export type Instrumented = {
  readonly mutants: readonly Mutant[];
  /** Texts with switches by absolute path. */
  readonly texts: ReadonlyMap<string, string>;
};

const nothing = (): undefined => undefined;
const no = (): boolean => false;
const silent = {
  ...{ trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing, fatal: nothing },
  ...{ isTraceEnabled: no, isDebugEnabled: no, isInfoEnabled: no, isWarnEnabled: no, isErrorEnabled: no },
  isFatalEnabled: no,
};

/** The list that the instrumenter works through is not part of its public interface, so it is found by its place. */
async function addOwnMutators(): Promise<void> {
  const place = new URL('mutators/index.js', import.meta.resolve('@stryker-mutator/instrumenter'));
  const { allMutators } = (await import(place.href)) as { allMutators: Mutator[] };
  for (const mutator of ownMutators)
    if (!allMutators.some(({ name }) => name === mutator.name)) allMutators.push(mutator);
}

export async function instrument(root: string, files: readonly string[]): Promise<Instrumented> {
  await addOwnMutators();
  const sources = new Map(files.map((name) => [name, readFileSync(name, 'utf8')]));
  const result = await new Instrumenter(silent).instrument(
    [...sources].map(([name, content]) => ({ name, content, mutate: true })),
    { plugins: null, excludedMutations: [...excluded], ignorers: [] },
  );
  const seen = new Map<string, number>();
  const mutants = result.mutants
    .filter(({ status }) => status !== 'Ignored')
    .map(({ id, fileName, location, mutatorName, replacement }): Mutant => {
      const original = textBetween(sources.get(fileName)!, location.start, location.end);
      const file = relative(root, fileName);
      const stem = [file, mutatorName, short(original), '→', short(replacement)].join(' ');
      const count = (seen.get(stem) ?? 0) + 1;
      seen.set(stem, count);
      return {
        id,
        key: count === 1 ? stem : `${stem} #${count}`,
        file,
        line: location.start.line + 1,
        mutator: mutatorName,
        original,
        replacement,
      };
    });
  return { mutants, texts: new Map(result.files.map(({ name, content }) => [name, content])) };
}

type Position = { readonly line: number; readonly column: number };

function textBetween(text: string, start: Position, end: Position): string {
  const lines = text.split('\n').slice(start.line, end.line + 1);
  lines[lines.length - 1] = lines.at(-1)!.slice(0, end.column);
  lines[0] = lines[0]!.slice(start.column);
  return lines.join('\n');
}

/** On one line, and not too long a one. */
export function short(text: string, length = 90): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= length ? line : `${line.slice(0, length - 22)} … ${line.slice(-19)}`;
}

export const repository = fileURLToPath(new URL('../..', import.meta.url));
