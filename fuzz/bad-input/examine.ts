/** Compiles one program, whatever it is, and says what became of it and what of that must not be. */
import { compile, formatDiagnostic, type CompileResult, type Diagnostic } from '@adc/compiler';
import ts from 'typescript';
import { assemble } from '../../compiler/src/program/assemble.js';
import { createProgram, userOptions } from '../../test-fixtures/runner/program.js';

export type Files = ReadonlyMap<string, string>;

export type Examined = {
  /** What must not be: an exception, an internal error, a diagnostic that leaves something open. */
  readonly faults: readonly string[];
  readonly result: CompileResult | undefined;
  /** The codes of the errors, sorted. */
  readonly errors: readonly number[];
  readonly warnings: readonly number[];
  /** Files with their companions; undefined when the program was refused. */
  readonly texts: Files | undefined;
  readonly program: ts.Program;
};

export function examine(files: Files, options: ts.CompilerOptions = userOptions): Examined {
  const program = createProgram(files, options);
  let result: CompileResult;
  try {
    result = compile({ ts, program });
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { faults: [`throws ${text}`], result: undefined, errors: [], warnings: [], texts: undefined, program };
  }
  const faults = result.diagnostics.flatMap((each) => faultsOf(each, files));
  const codes = (severity: Diagnostic['severity']): number[] =>
    result.diagnostics.flatMap((each) => (each.severity === severity ? [each.code] : [])).sort((a, b) => a - b);
  const errors = codes('error');
  if (errors.length > 0 && result.files.length > 0) faults.push('gives companions beside errors');
  const texts = errors.length > 0 ? undefined : new Map(files);
  for (const file of result.files) texts?.set(file.fileName, assemble(files.get(file.fileName) ?? '', file));
  for (const [name, text] of texts ?? []) {
    const complaint = result.files.some(({ fileName }) => fileName === name)
      ? syntaxError(name, text, files)
      : undefined;
    if (complaint !== undefined) faults.push(`generates what cannot be parsed: ${complaint}`);
  }
  return { faults, result, errors, warnings: codes('warning'), texts, program };
}

/** A diagnostic has a place within the program, a cause and a way out, and no hole left open. */
function faultsOf(diagnostic: Diagnostic, files: Files): string[] {
  const { code, origin, message, label, why, fix } = diagnostic;
  const faults: string[] = [];
  const text = origin && files.get(origin.file);
  if (code >= 9000) faults.push(`internal error: ${formatDiagnostic(diagnostic, (file) => files.get(file))}`);
  if (origin === undefined || text === undefined) faults.push(`ADC${code} has no place`);
  else if (!(0 <= origin.start && origin.start <= origin.end && origin.end <= text.length))
    faults.push(`ADC${code} stands outside the file`);
  // What is quoted is the user's, or TypeScript's.
  for (const part of [message, code === 2004 ? 'quoted' : label, why, fix].map((each) =>
    each.replace(/`[^`]*`/g, 'quoted'),
  ))
    if (part.trim() === '' || /\{\w+\}|\bundefined\b/.test(part)) faults.push(`ADC${code} says: ${part}`);
  const frame = formatDiagnostic(diagnostic, (file) => files.get(file));
  if (frame.length > 5000) faults.push(`ADC${code} is ${frame.length} characters long`);
  return faults;
}

/** The first syntax error that the original does not have. */
function syntaxError(name: string, text: string, files: Files): string | undefined {
  if (syntaxOf(name, files.get(name) ?? '').length > 0) return undefined;
  const [first] = syntaxOf(name, text);
  if (first === undefined) return undefined;
  return `${ts.flattenDiagnosticMessageText(first.messageText, '\n')} in \`${text.slice(Math.max(0, first.start - 60), first.start + 60)}\``;
}

function syntaxOf(name: string, text: string): readonly ts.DiagnosticWithLocation[] {
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.ES2023, false);
  return (file as unknown as { parseDiagnostics: readonly ts.DiagnosticWithLocation[] }).parseDiagnostics;
}
