/** A program, and what `compile` made of it: texts for esbuild, and messages. */
import {
  assemble,
  assembleWithMap,
  compile,
  type CompiledFile,
  type CompileOptions,
  type CompileResult,
} from '@adc/compiler';
import { definesFields, ownFiles, packageConfigs, PackageSources } from '@adc/project';
import path from 'node:path';
import ts from 'typescript';
import { messageOf, messageOfTypeScript, type Messages } from './messages.js';

export type Task = {
  readonly cwd: string;
  readonly program: ts.Program;
  readonly host: ts.CompilerHost;
  /** Files whose exports are used by code that TypeScript does not see. */
  readonly entries: readonly string[];
  readonly compileOptions: CompileOptions;
  readonly sourceMaps: boolean;
};

/** @param last is given again where nothing has changed. */
export function compileProgram(task: Task, last: Compiled | undefined): Compiled {
  const key = JSON.stringify([task.compileOptions, task.entries, ...packageConfigs(task.program)]);
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
  /** Where derivatives were made of them. */
  readonly #packages: PackageSources | undefined;

  constructor(task: Task, key: string) {
    const { program, sourceMaps } = task;
    this.program = program;
    this.key = key;
    const { result, messages } = compileAndReport(task);
    this.messages = messages;
    const packaged = result !== undefined && result.packageFiles.length > 0 ? result : undefined;
    this.#packages = packaged && packageSources(task, packaged);
    const packageFiles = program.getSourceFiles().filter(({ fileName }) => this.#packages?.has(fileName) === true);
    const sources = [...ownFiles(program).filter((file) => !file.isDeclarationFile), ...packageFiles];
    this.consulted = [...(result?.consulted ?? []), ...packageConfigs(program).keys()];
    this.#generated = new Map(result?.files.map((file) => [file.fileName, file]));
    this.#sourceMaps = sourceMaps;
    // esbuild names files by where links lead, TypeScript by how they were reached.
    this.#files = new Map(sources.flatMap((file) => namesOf(file.fileName).map((name) => [name, file])));
  }

  /** @param name as esbuild names the file. */
  has(name: string): boolean {
    return this.#files.has(name);
  }

  /** The file with its companions, and an inline source map if asked for; undefined: it is bundled as it is. */
  textOf(name: string): string | undefined {
    const file = this.#files.get(name);
    if (file === undefined) return undefined;
    const known = this.#texts.get(file.fileName);
    if (known !== undefined) return known;
    const text = this.isPackaged(name) ? this.#emit(file) : this.#extend(file);
    if (text !== undefined) this.#texts.set(file.fileName, text);
    return text;
  }

  /** Whether the text of a file is the JavaScript of a source of a package. */
  isPackaged(name: string): boolean {
    return this.#packages?.has(this.#files.get(name)?.fileName ?? '') === true;
  }

  /** The source of a package, among those that derivatives were made of, to which an import leads. */
  sourceOf(specifier: string, importer: string): string | undefined {
    const file = this.#files.get(importer);
    return file && this.#packages?.sourceOf(specifier, file);
  }

  #extend(file: ts.SourceFile): string | undefined {
    const generated = this.#generated.get(file.fileName);
    if (generated === undefined) return undefined;
    return this.#sourceMaps ? withMap(file, generated) : assemble(file.text, generated);
  }

  /**
   * esbuild takes settings of classes for the whole project only, finds other files than TypeScript does inside of packages, and cannot tell
   * all imports of types: so it gets JavaScript, with the files named that TypeScript found.
   */
  #emit(file: ts.SourceFile): string {
    const outputs = this.#packages!.emit(file.fileName, (specifier, from) => this.#packages!.targetOf(specifier, from));
    return [...outputs.values()][0] ?? '';
  }
}

function packageSources({ program, host, sourceMaps }: Task, result: CompileResult): PackageSources {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.Preserve,
    jsx: ts.JsxEmit.Preserve,
    importHelpers: false,
    removeComments: false,
    sourceMap: false,
    inlineSourceMap: sourceMaps,
    inlineSources: sourceMaps,
  };
  return new PackageSources({ program, host, result, options });
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
    const result = compile({ ts, program, entries, options: compileOptions, packages: definesFields });
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
