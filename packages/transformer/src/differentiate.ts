/** From the program that TypeScript made to the one that it goes on with. */
import {
  compile,
  diagnose,
  formatDiagnostic,
  OptionsError,
  withCompanions,
  type CompileResult,
  type Diagnostic,
} from '@adc/compiler';
import path from 'node:path';
import type ts from 'typescript';
import { readOptions } from './options.js';
import { explainPackages } from './packages.js';
import { refuse } from './refuse.js';

/** What stands in `plugins` of the tsconfig: keys of ts-patch, and options of adc. */
export type PluginEntry = Readonly<Record<string, unknown>>;

/**
 * The program with its companions, or, after an error, the given program made to report it and to emit nothing. Never throws:
 * ts-patch would not call again a transformer that threw, though a watching compiler goes on.
 */
export function differentiate(
  typescript: typeof ts,
  program: ts.Program,
  host: ts.CompilerHost | undefined,
  entry: PluginEntry,
): ts.Program {
  // What cannot be read has no functions; TypeScript says what is wrong, and JavaScript without companions is not written.
  if (program.getSyntacticDiagnostics().length > 0) return refuse(typescript, program, []);
  const result = tryToCompile(typescript, program, entry);
  const errors = result.diagnostics.filter(({ severity }) => severity === 'error');
  printToStderr(
    result.diagnostics.filter(({ severity }) => severity !== 'error'),
    program,
  );
  if (errors.length > 0) return refuse(typescript, program, errors);
  return withCompanions(
    typescript,
    program,
    host ?? typescript.createCompilerHost(program.getCompilerOptions()),
    result,
  );
}

function tryToCompile(typescript: typeof ts, program: ts.Program, entry: PluginEntry): CompileResult {
  const failed = (diagnostic: Diagnostic): CompileResult => ({
    files: [],
    diagnostics: [diagnostic],
    consulted: [],
    packageFiles: [],
    explanations: [],
    functions: [],
  });
  try {
    const options = readOptions(typescript, program, entry);
    const result = compile({ ts: typescript, program, options });
    return { ...result, diagnostics: explainPackages(typescript, program, options, result.diagnostics) };
  } catch (error) {
    if (error instanceof OptionsError) return failed(diagnose(4010, undefined, { problem: error.message }));
    const problem = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return failed(diagnose(9001, undefined, { name: 'this project', problem }));
  }
}

/** TypeScript would fail on anything that it is given as a diagnostic. */
function printToStderr(diagnostics: readonly Diagnostic[], program: ts.Program): void {
  const textOf = (file: string): string | undefined => program.getSourceFile(file)?.text;
  const nameOf = (file: string): string => path.relative(program.getCurrentDirectory(), file);
  const colour = process.stderr.isTTY && process.env['NO_COLOR'] === undefined;
  for (const diagnostic of diagnostics)
    process.stderr.write(`${formatDiagnostic(diagnostic, textOf, { nameOf, colour })}\n`);
}
