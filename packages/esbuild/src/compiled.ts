/** A program, and what `compile` made of it: texts for esbuild, and messages. */
import {
  assemble,
  assembleWithMap,
  compile,
  type CompiledFile,
  type CompileOptions,
  type CompileResult,
} from '@adc/compiler';
import { ownFiles } from '@adc/project';
import path from 'node:path';
import ts from 'typescript';
import { messageOf, messageOfTypeScript, type Messages } from './messages.js';

export type Task = {
  readonly cwd: string;
  readonly program: ts.Program;
  /** Files whose exports are used by code that TypeScript does not see. */
  readonly entries: readonly string[];
  readonly compileOptions: CompileOptions;
  readonly sourceMaps: boolean;
};

/** @param last is given again where nothing has changed. */
export function compileProgram(task: Task, last: Compiled | undefined): Compiled {
  const key = JSON.stringify([task.compileOptions, task.entries]);
  return last?.program === task.program && last.key === key ? last : new Compiled(task, key);
}

export class Compiled {
  readonly program: ts.Program;
  readonly key: string;
  readonly messages: Messages;
  readonly consulted: readonly string[];
  readonly #files: ReadonlyMap<string, ts.SourceFile>;
  readonly #generated: ReadonlyMap<string, CompiledFile>;
  readonly #texts = new Map<string, string>();
  readonly #sourceMaps: boolean;

  constructor(task: Task, key: string) {
    const { program, sourceMaps } = task;
    this.program = program;
    this.key = key;
    const { result, messages } = compileAndReport(task);
    this.messages = messages;
    this.consulted = result?.consulted ?? [];
    this.#generated = new Map(result?.files.map((file) => [file.fileName, file]));
    this.#sourceMaps = sourceMaps;
    // esbuild names files by where links lead, TypeScript by how they were reached.
    const sources = ownFiles(program).filter((file) => !file.isDeclarationFile);
    this.#files = new Map(sources.flatMap((file) => namesOf(file.fileName).map((name) => [name, file])));
  }

  /** @param name as esbuild names the file. */
  has(name: string): boolean {
    return this.#files.has(name);
  }

  /** The file with its companions, and an inline source map if asked for; undefined: it has none. */
  textOf(name: string): string | undefined {
    const file = this.#files.get(name);
    const generated = file && this.#generated.get(file.fileName);
    if (file === undefined || generated === undefined) return undefined;
    let text = this.#texts.get(file.fileName);
    if (text === undefined) {
      text = this.#sourceMaps ? withMap(file, generated) : assemble(file.text, generated);
      this.#texts.set(file.fileName, text);
    }
    return text;
  }
}

function namesOf(fileName: string): readonly string[] {
  const name = path.normalize(fileName);
  return [...new Set([name, path.normalize(ts.sys.realpath?.(name) ?? name)])];
}

/** esbuild resolves the names in an inline map from the folder of the file, and chains it to its own. */
function withMap(file: ts.SourceFile, generated: CompiledFile): string {
  const name = path.basename(file.fileName);
  const { text, map } = assembleWithMap(file.text, generated, name, name);
  const encoded = Buffer.from(JSON.stringify(map)).toString('base64');
  return `${text}\n//# sourceMappingURL=data:application/json;base64,${encoded}\n`;
}

type Report = { readonly result: CompileResult | undefined; readonly messages: Messages };

function compileAndReport({ cwd, program, entries, compileOptions }: Task): Report {
  try {
    const result = compile({ ts, program, entries, options: compileOptions });
    const places = { cwd, fileOf: (name: string) => program.getSourceFile(name) };
    const said = (severity: 'error' | 'warning') =>
      result.diagnostics
        .filter((diagnostic) => diagnostic.severity === severity)
        .map((diagnostic) => messageOf(diagnostic, places));
    return { result, messages: { errors: said('error'), warnings: said('warning') } };
  } catch (error) {
    // The compiler may stumble over a program that TypeScript refuses; then TypeScript's words are the ones to hear.
    const refused = ownFiles(program)
      .flatMap((file) => program.getSemanticDiagnostics(file))
      .filter(({ category }) => category === ts.DiagnosticCategory.Error);
    const text = `This is a bug of adc, not of your code. Please report it. ${String(error)}`;
    const errors =
      refused.length > 0
        ? refused.slice(0, 10).map((diagnostic) => messageOfTypeScript(diagnostic, cwd))
        : [{ text, detail: error }];
    return { result: undefined, messages: { errors, warnings: [] } };
  }
}
