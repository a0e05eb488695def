/** What every command does: compile a project, check it with its companions, and report. */
import {
  formatDiagnostic,
  isConsequence,
  withCompanions,
  type CompileInput,
  type CompileResult,
  type Diagnostic,
} from '@adc/compiler';
import { definesFields } from '@adc/project';
import path from 'node:path';
import ts from 'typescript';
import { clearProgress, showProgress, type Io } from './io.js';
import type { Project } from './project.js';

/** `compile` of the compiler; tests put their own in its place. */
export type Compile = (input: CompileInput) => CompileResult;

export type Differentiated = {
  /** The project's program with its companions. */
  readonly program: ts.Program;
  readonly result: CompileResult;
};

/** Undefined when there were errors, which have been printed. */
export function differentiate(project: Project, io: Io, compile: Compile): Differentiated | undefined {
  const unreadable = [
    ...project.program.getConfigFileParsingDiagnostics(),
    ...project.program.getOptionsDiagnostics(),
    ...project.program.getSyntacticDiagnostics(),
  ].filter(isUsers);
  if (unreadable.some(isError)) return fail(io, () => printTypeScript(unreadable, io));

  showProgress(io, 'differentiating …');
  const result = compileOrReport(project, io, compile);
  if (result === undefined) return undefined;
  const program = withCompanions(ts, project.program, project.host, result);

  showProgress(io, 'checking types …');
  const refused = result.diagnostics.some(({ severity }) => severity === 'error');
  const found = ts
    .getPreEmitDiagnostics(program)
    .filter((each) => isUsers(each) && !(refused && isConsequence(ts, each)));
  clearProgress(io);
  printTypeScript(found, io);
  printOurs(result.diagnostics, program, io);
  return refused || found.some(isError) ? undefined : { program, result };
}

/** The compiler may stumble over a program that TypeScript refuses; then TypeScript's words are the ones to hear. */
function compileOrReport({ program, compileOptions }: Project, io: Io, compile: Compile): CompileResult | undefined {
  try {
    return compile({ ts, program, options: compileOptions, packages: definesFields });
  } catch (error) {
    const refused = program.getSemanticDiagnostics().filter(isUsers).filter(isError);
    if (refused.length === 0) throw error;
    return fail(io, () => printTypeScript(refused, io));
  }
}

function fail(io: Io, print: () => void): undefined {
  clearProgress(io);
  print();
}

const isError = (diagnostic: ts.Diagnostic): boolean => diagnostic.category === ts.DiagnosticCategory.Error;

/** Nobody can mend what is wrong in an installed package. */
const isUsers = (diagnostic: ts.Diagnostic): boolean => diagnostic.file?.fileName.includes('/node_modules/') !== true;

function printTypeScript(diagnostics: readonly ts.Diagnostic[], io: Io): void {
  if (diagnostics.length === 0) return;
  const host: ts.FormatDiagnosticsHost = {
    getCurrentDirectory: () => io.cwd,
    getCanonicalFileName: (name) => name,
    getNewLine: () => '\n',
  };
  const format = io.colour ? ts.formatDiagnosticsWithColorAndContext : ts.formatDiagnostics;
  io.out(format(ts.sortAndDeduplicateDiagnostics(diagnostics), host));
}

function printOurs(diagnostics: readonly Diagnostic[], program: ts.Program, io: Io): void {
  const textOf = (file: string): string | undefined => program.getSourceFile(file)?.text;
  const nameOf = (file: string): string => path.relative(io.cwd, file);
  // What TypeScript refuses has been printed in its own words.
  const refusedByTypeScript = 2004;
  for (const diagnostic of diagnostics.filter(({ code }) => code !== refusedByTypeScript))
    io.out(`${formatDiagnostic(diagnostic, textOf, { nameOf, colour: io.colour })}\n`);
}
