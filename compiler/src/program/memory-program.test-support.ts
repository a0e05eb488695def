/** A program over files in memory, and hand-made compile results, for the tests of this folder. */
import { decode } from '@jridgewell/sourcemap-codec';
import ts from 'typescript';
import type { CompileResult, GeneratedPart } from '../compile-result.js';

export type Memory = { readonly program: ts.Program; readonly host: ts.CompilerHost };

const libraryFiles = new Map<string, ts.SourceFile>();

export function memoryProgram(files: Readonly<Record<string, string>>, options: ts.CompilerOptions = {}): Memory {
  const all: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    strict: true,
    types: [],
    lib: ['lib.es2022.d.ts'],
    ...options,
  };
  const real = ts.createCompilerHost(all);
  const host: ts.CompilerHost = {
    ...real,
    getCurrentDirectory: () => '/',
    fileExists: (name) => name in files || (isLibrary(name) && real.fileExists(name)),
    readFile: (name) => files[name] ?? (isLibrary(name) ? real.readFile(name) : undefined),
    directoryExists: () => true,
    getDirectories: () => [],
    realpath: (name) => name,
    getSourceFile: (name, language, ...rest) => {
      const text = files[name];
      if (text !== undefined) return ts.createSourceFile(name, text, language, true);
      if (!isLibrary(name)) return undefined;
      const known = libraryFiles.get(name) ?? real.getSourceFile(name, language, ...rest);
      if (known !== undefined) libraryFiles.set(name, known);
      return known;
    },
  };
  const rootNames = Object.keys(files).filter((name) => !name.includes('node_modules'));
  return { host, program: ts.createProgram({ rootNames, options: all, host }) };
}

function isLibrary(name: string): boolean {
  return name.includes('/typescript/lib/');
}

/** A part that stands behind the top-level statement in which `behind` first occurs, or at the top when it is `undefined`. */
export function partBehind(
  program: ts.Program,
  file: string,
  behind: string | undefined,
  code: string,
  mappings: readonly (readonly [generated: string, source: string])[] = [],
): GeneratedPart {
  const sourceFile = program.getSourceFile(file);
  if (sourceFile === undefined) throw new Error(`no file ${file}`);
  const at = behind === undefined ? 0 : sourceFile.text.indexOf(behind);
  const statement = sourceFile.statements.find((candidate) => candidate.getStart() <= at && at < candidate.end);
  if (behind !== undefined && statement === undefined) throw new Error(`nothing contains ${behind}`);
  return {
    code,
    anchor: behind === undefined ? -1 : (statement?.end ?? -1),
    origin: { file, start: statement?.getStart() ?? 0, end: statement?.end ?? 0 },
    mappings: mappings.map(([generated, source]) => ({
      generated: code.indexOf(generated),
      source: sourceFile.text.indexOf(source),
    })),
  };
}

export function resultOf(files: Readonly<Record<string, readonly GeneratedPart[]>>): CompileResult {
  return {
    files: Object.entries(files).map(([fileName, parts]) => ({ fileName, parts, sites: [] })),
    diagnostics: [],
    consulted: Object.keys(files),
    packageFiles: [],
    explanations: [],
    functions: [],
  };
}

export function emitted(program: ts.Program): Readonly<Record<string, string>> {
  const outputs: Record<string, string> = {};
  program.emit(undefined, (name, text) => (outputs[name] = text));
  return outputs;
}

export type Mapping = {
  readonly line: number;
  readonly column: number;
  readonly sourceLine: number;
  readonly sourceColumn: number;
};

/** The segments of a map that have a source; all positions from 0. */
export function decodeMappings(mappings: string): readonly Mapping[] {
  return decode(mappings).flatMap((segments, line) =>
    segments.flatMap((segment) =>
      segment.length === 1 ? [] : [{ line, column: segment[0], sourceLine: segment[2], sourceColumn: segment[3] }],
    ),
  );
}
