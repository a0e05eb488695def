/** Builds TypeScript programs over fixture sources held in memory; parsed library files are shared between them. */
import ts from 'typescript';
import { join } from 'node:path';
import { root } from './fixture.js';

/** What a user's project would ask for. */
export const userOptions: ts.CompilerOptions = {
  strict: true,
  target: ts.ScriptTarget.ES2023,
  lib: ['lib.es2023.d.ts'],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: [],
  noEmit: true,
  skipLibCheck: true,
  paths: { '@adc/runtime': [join(root, '../runtime/src/index.ts')] },
};

/** What generated code must satisfy besides. */
export const generatedOptions: ts.CompilerOptions = {
  ...userOptions,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  declaration: true,
  isolatedDeclarations: true,
  verbatimModuleSyntax: true,
};

const parsed = new Map<string, ts.SourceFile | undefined>();

export function createProgram(files: ReadonlyMap<string, string>, options: ts.CompilerOptions): ts.Program {
  const host = ts.createCompilerHost(options);
  const fromDisk = host.getSourceFile.bind(host);
  return ts.createProgram({
    rootNames: [...files.keys()],
    options,
    host: {
      ...host,
      fileExists: (name) => files.has(name) || host.fileExists(name),
      readFile: (name) => files.get(name) ?? host.readFile(name),
      getSourceFile: (name, language, ...rest) => {
        const text = files.get(name);
        if (text !== undefined) return ts.createSourceFile(name, text, language, true);
        if (!parsed.has(name)) parsed.set(name, fromDisk(name, language, ...rest));
        return parsed.get(name);
      },
    },
  });
}

/** Syntax, type and declaration diagnostics of the given files. */
export function diagnosticsOf(program: ts.Program, files: Iterable<string>): readonly ts.Diagnostic[] {
  return [...files].flatMap((name): readonly ts.Diagnostic[] => {
    const source = program.getSourceFile(name);
    const syntax = program.getSyntacticDiagnostics(source);
    if (syntax.length > 0) return syntax;
    const declarations = program.getCompilerOptions().declaration ? program.getDeclarationDiagnostics(source) : [];
    return [...program.getSemanticDiagnostics(source), ...declarations];
  });
}

/** `input.ts:3:7 TS2345 …`, with the line itself. */
export function diagnosticText(diagnostic: ts.Diagnostic): string {
  const message = `TS${diagnostic.code} ${ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n')}`;
  if (!diagnostic.file || diagnostic.start === undefined) return message;
  const { line, character } = diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start);
  const text = diagnostic.file.text.split('\n')[line] ?? '';
  return `${diagnostic.file.fileName.split('/').pop()}:${line + 1}:${character + 1} ${message}\n    | ${text.trim()}`;
}
