/**
 * Applies a compile result to a program: the same program again, with companions in it.
 *
 * Generated code is appended to the end of each file, so that every offset of the user's text stays valid in diagnostics, source
 * maps and build info. It is bound and checked like code that was always there, and moved to its place when the program emits.
 */
import type ts from 'typescript';
import type { CompileResult } from '../compile-result.js';
import { placeCompanions } from './place-companions.js';
import { appendTail, type TailedFile } from './tail.js';
import { translatingWriter } from './translate-map.js';

export type ApplyOptions = {
  /** Reports what TypeScript finds in generated code. Users should not see that; our own tests should. */
  readonly keepGeneratedDiagnostics?: boolean;
};

/** The program that `adc` gives in place of `program`. `host` is the one that `program` was created with. */
export function withCompanions(
  typescript: typeof ts,
  program: ts.Program,
  host: ts.CompilerHost,
  result: CompileResult,
  options: ApplyOptions = {},
): ts.Program {
  const files = new Map<string, TailedFile>();
  for (const file of result.files) {
    const original = program.getSourceFile(file.fileName);
    if (original !== undefined && file.parts.length > 0) files.set(original.fileName, appendTail(original, file));
  }
  if (files.size === 0) return program;

  const projectReferences = program.getProjectReferences?.();
  const rebuilt = typescript.createProgram({
    rootNames: program.getRootFileNames(),
    options: program.getCompilerOptions(),
    host: tailedHost(typescript, program, host, files),
    ...(projectReferences && { projectReferences }),
    configFileParsingDiagnostics: program.getConfigFileParsingDiagnostics(),
  });
  routeDiagnostics(rebuilt, files, options.keepGeneratedDiagnostics === true);
  const transformers = placeCompanions(typescript, files);
  const emit = rebuilt.emit.bind(rebuilt);
  rebuilt.emit = (target, write, cancel, onlyDeclarations, custom, ...rest) =>
    emit(
      target && (rebuilt.getSourceFile(target.fileName) ?? target),
      translatingWriter(rebuilt, files, write ?? host.writeFile.bind(host)),
      cancel,
      onlyDeclarations,
      {
        ...custom,
        before: [...(custom?.before ?? []), transformers.before],
        afterDeclarations: [...(custom?.afterDeclarations ?? []), transformers.afterDeclarations],
      },
      ...rest,
    );
  return rebuilt;
}

function tailedHost(
  typescript: typeof ts,
  program: ts.Program,
  host: ts.CompilerHost,
  files: ReadonlyMap<string, TailedFile>,
): ts.CompilerHost {
  const derived = Object.create(host) as ts.CompilerHost;
  derived.getSourceFile = (fileName, languageVersion, onError, shouldCreate) => {
    const file = files.get(fileName);
    if (file === undefined) {
      return (
        reusable(program.getSourceFile(fileName)) ??
        host.getSourceFile(fileName, languageVersion, onError, shouldCreate)
      );
    }
    const tailed: Versioned = typescript.createSourceFile(fileName, file.text, languageVersion, true);
    tailed.version = versionOf(file, derived);
    return tailed;
  };
  return derived;
}

/**
 * Builder programs demand a version of every file, and emit anew what has another than before: companions may change although
 * their file does not.
 */
function versionOf({ original, generated }: TailedFile, host: ts.CompilerHost): string {
  return `${(original as Versioned).version ?? ''}:${host.createHash?.(generated) ?? generated}`;
}

type Versioned = ts.SourceFile & { version?: string };

/** Two copies of one package share a tree through a proxy, which another program must not take for the file itself. */
function reusable(file: ts.SourceFile | undefined): ts.SourceFile | undefined {
  const redirect = (file as { redirectInfo?: { unredirected: ts.SourceFile } } | undefined)?.redirectInfo;
  return redirect?.unredirected ?? file;
}

/** Callers may ask with a file of the program that they know, and see only what lies in the text that they wrote. */
function routeDiagnostics(rebuilt: ts.Program, files: ReadonlyMap<string, TailedFile>, keepGenerated: boolean): void {
  const ours = (file: ts.SourceFile | undefined): ts.SourceFile | undefined =>
    file && (rebuilt.getSourceFile(file.fileName) ?? file);
  const isUsers = (diagnostic: ts.Diagnostic): boolean => {
    const file = diagnostic.file && files.get(diagnostic.file.fileName);
    return keepGenerated || file === undefined || (diagnostic.start ?? 0) < file.original.text.length;
  };
  for (const name of diagnosticGetters) {
    const getters = rebuilt as unknown as Record<string, DiagnosticGetter | undefined>;
    const get = getters[name]?.bind(rebuilt);
    if (get !== undefined) getters[name] = (file, cancel) => get(ours(file), cancel).filter(isUsers);
  }
  const getSyntactic = rebuilt.getSyntacticDiagnostics.bind(rebuilt);
  rebuilt.getSyntacticDiagnostics = (file, cancel) => getSyntactic(ours(file), cancel);
}

/** Plain programs are asked for the first, builder programs for the second, which TypeScript does not declare. */
const diagnosticGetters = ['getSemanticDiagnostics', 'getBindAndCheckDiagnostics', 'getDeclarationDiagnostics'];
type DiagnosticGetter = (file?: ts.SourceFile, cancel?: ts.CancellationToken) => readonly ts.Diagnostic[];
