/** Compiles many programs in one go; those that are refused are left out, those that crash the compiler are told apart. */
import { compile, formatDiagnostic, type CompileInput, type CompileOptions } from '@adc/compiler';
import * as runtime from '@adc/runtime';
import ts from 'typescript';
import { assemble } from '../compiler/src/program/assemble.js';
import { loadModule } from '../test-fixtures/runner/load.js';
import {
  createProgram,
  diagnosticsOf,
  diagnosticText,
  generatedOptions,
  userOptions,
} from '../test-fixtures/runner/program.js';
import { checkpointed, type Pair } from './checkpoint-variant.js';

/** The title of the variant with checkpoints. */
export const CHECKPOINTED = ' (checkpointed)';

export type Exports = Readonly<Record<string, unknown>>;

/** The program as it was written, and with companions. */
export type Compiled = {
  readonly kind: 'compiled';
  readonly primal: Exports;
  readonly variants: readonly { readonly title: string; readonly module: Exports }[];
  /** What the variant with checkpoints is compared with bit by bit: the same without, its loops loops all the same. */
  readonly withoutCheckpoints: Exports | undefined;
  /** Whether adjoints were to be differentiated in their turn. */
  readonly second: boolean;
  readonly complaint: string | undefined;
};

export type Outcome =
  | Compiled
  | { readonly kind: 'ill-typed'; readonly text: string }
  | { readonly kind: 'refused'; readonly codes: readonly number[] }
  | { readonly kind: 'failed'; readonly what: string; readonly text: string };

type Variant = { readonly title: string; readonly options: CompileOptions };
const usual: readonly Variant[] = [
  { title: '', options: {} },
  { title: ' (not optimised)', options: { optimise: false } },
];
const recorded: Variant = { title: ' (everything recorded)', options: { recordEverything: true } };

export type BatchOptions = {
  /** Whether the generated text must satisfy the type checker. */
  readonly types: boolean;
  /** Whether it is compiled with `recordEverything` as well. */
  readonly recorded: boolean;
  /** Whether adjoints are differentiated in their turn. */
  readonly second: boolean;
  readonly observe?: CompileInput['observe'];
};

const fileOf = (index: number): string => `/fuzz/p${index}.ts`;

export function compileBatch(sources: readonly string[], batch: BatchOptions): readonly Outcome[] {
  const files = new Map(sources.map((source, index) => [fileOf(index), source]));
  const outcomes = new Map<string, Outcome>();
  let program = createProgram(files, userOptions);
  for (const name of files.keys()) {
    const [first] = diagnosticsOf(program, [name]);
    if (first) outcomes.set(name, { kind: 'ill-typed', text: diagnosticText(first) });
  }
  const remaining = (): Map<string, string> => new Map([...files].filter(([name]) => !outcomes.has(name)));
  const variants = batch.recorded ? [...usual, recorded] : usual;
  const assembled: { readonly title: string; readonly texts: ReadonlyMap<string, string> }[] = [];
  let left = files.size;
  while (assembled.length < variants.length && remaining().size > 0) {
    if (remaining().size < left) program = createProgram(remaining(), userOptions);
    left = remaining().size;
    const { title, options } = variants[assembled.length]!;
    const texts = companions(
      program,
      remaining(),
      { ...options, secondDerivatives: batch.second },
      outcomes,
      batch.observe,
    );
    if (texts) assembled.push({ title, texts });
  }
  const again = assembled.length === variants.length ? checkpointedOr(remaining(), outcomes) : new Map<string, Pair>();
  if (again.size > 0) {
    assembled.push({ title: CHECKPOINTED, texts: new Map([...again].map(([name, pair]) => [name, pair.with])) });
  }
  const complaints = new Map<string, string>();
  if (batch.types && assembled.length >= variants.length)
    for (const { texts } of assembled)
      complain(new Map([...texts].filter(([name]) => !outcomes.has(name))), complaints);
  for (const [name, source] of remaining()) {
    try {
      const load = (text: string): Exports => loadModule(new Map([[name, text]]), name, { '@adc/runtime': runtime });
      outcomes.set(name, {
        kind: 'compiled',
        primal: load(source),
        variants: assembled.flatMap(({ title, texts }) => {
          const text = texts.get(name);
          return text === undefined ? [] : [{ title, module: load(text) }];
        }),
        withoutCheckpoints: again.has(name) ? load(again.get(name)!.without) : undefined,
        second: batch.second,
        complaint: complaints.get(name),
      });
    } catch (error) {
      outcomes.set(name, { kind: 'failed', what: 'generated code cannot be loaded', text: textOf(error) });
    }
  }
  return sources.map((_, index) => outcomes.get(fileOf(index))!);
}

/** Those with checkpoints; a program of which they cannot be made is a failure. */
function checkpointedOr(files: ReadonlyMap<string, string>, outcomes: Map<string, Outcome>): ReadonlyMap<string, Pair> {
  try {
    return checkpointed(files);
  } catch (error) {
    if (files.size > 1) return new Map([...files].flatMap((file) => [...checkpointedOr(new Map([file]), outcomes)]));
    for (const name of files.keys())
      outcomes.set(name, { kind: 'failed', what: 'no checkpoints', text: textOf(error) });
    return new Map();
  }
}

/** Texts with companions; undefined when programs had to be left out first, as `outcomes` says. */
function companions(
  program: ts.Program,
  files: ReadonlyMap<string, string>,
  options: CompileOptions,
  outcomes: Map<string, Outcome>,
  observe: CompileInput['observe'],
): Map<string, string> | undefined {
  try {
    const result = compile({ ts, program, options, ...(observe && { observe }) });
    const errors = result.diagnostics.filter(({ severity }) => severity === 'error');
    if (errors.length === 0) {
      const texts = new Map(files);
      for (const file of result.files) texts.set(file.fileName, assemble(files.get(file.fileName)!, file));
      return texts;
    }
    for (const name of files.keys()) {
      const mine = errors.filter(({ origin }) => origin?.file === name);
      if (mine.length === 0) continue;
      const internal = mine.find(({ code }) => code >= 9000);
      outcomes.set(
        name,
        internal
          ? {
              kind: 'failed',
              what: `internal error ADC${internal.code}`,
              text: formatDiagnostic(internal, (file) => files.get(file)),
            }
          : { kind: 'refused', codes: mine.map(({ code }) => code) },
      );
    }
    const lost = errors.find(({ origin }) => origin === undefined || !files.has(origin.file));
    if (lost) throw new Error(`a diagnostic without a place: ${lost.message}`);
  } catch (error) {
    const before = outcomes.size;
    for (const [name, source] of files) {
      const alone = crashAlone(name, source, options);
      if (alone !== undefined) outcomes.set(name, { kind: 'failed', what: 'the compiler throws', text: alone });
    }
    if (outcomes.size === before) throw error;
  }
  return undefined;
}

function crashAlone(name: string, source: string, options: CompileOptions): string | undefined {
  try {
    compile({ ts, program: createProgram(new Map([[name, source]]), userOptions), options });
    return undefined;
  } catch (error) {
    return textOf(error);
  }
}

function complain(texts: ReadonlyMap<string, string>, complaints: Map<string, string>): void {
  // A program means the same by `r?: number` wherever it is compiled.
  const options = { noUnusedLocals: false, noUnusedParameters: false, exactOptionalPropertyTypes: false };
  const program = createProgram(texts, { ...generatedOptions, ...options });
  for (const [name, text] of texts) {
    const found = diagnosticsOf(program, [name]).filter(({ start = 0 }) => isGenerated(text, start));
    if (found[0] && !complaints.has(name)) complaints.set(name, diagnosticText(found[0]));
  }
}

/** Companions stand behind the function that they belong to, which begins with its annotation. */
const isGenerated = (text: string, position: number): boolean => {
  const end = text.indexOf('\n}\n', text.indexOf('// @differentiable'));
  return position > end;
};

export const textOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);
