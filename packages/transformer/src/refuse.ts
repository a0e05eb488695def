/** What becomes of a program in which something cannot be differentiated: it says so, and emits nothing. */
import { isConsequence, type Diagnostic } from '@adc/compiler';
import type ts from 'typescript';
import { toTypeScript } from './to-typescript.js';

const refused = new WeakSet<ts.Program>();

/** Whether the program was made to emit nothing. */
export function isRefused(program: ts.Program): boolean {
  return refused.has(program);
}

/**
 * The program itself, changed. The errors count as the program's, not as a file's: builder programs keep those of a file, and
 * show them again, for as long as that file does not change, while ours may depend on any file. `noEmitOnError` does the rest, in plain,
 * incremental and watching compilers alike; its way of emitting nothing is the one after which they know what is still to be emitted.
 */
export function refuse(typescript: typeof ts, program: ts.Program, errors: readonly Diagnostic[]): ts.Program {
  refused.add(program);
  const options: ts.CompilerOptions = { ...program.getCompilerOptions(), noEmitOnError: true };
  program.getCompilerOptions = () => options;
  if (errors.length === 0) return program;

  const getters = program as unknown as Record<string, DiagnosticGetter | undefined>;
  for (const name of ['getSemanticDiagnostics', 'getBindAndCheckDiagnostics']) {
    const get = getters[name]?.bind(program);
    if (get === undefined) continue;
    getters[name] = (file, cancel) => get(file, cancel).filter((each) => !isConsequence(typescript, each));
  }
  const getGlobal = program.getGlobalDiagnostics.bind(program);
  let found: readonly ts.Diagnostic[] | undefined;
  program.getGlobalDiagnostics = (cancel) => {
    if (found === undefined) {
      // A compiler that finds errors of the program asks for no others.
      const users = program.getSemanticDiagnostics(undefined, cancel);
      const ours = users.length === 0 ? errors : errors.filter(({ code }) => code !== refusedByTypeScript);
      found = [...getGlobal(cancel), ...users, ...ours.map((error) => toTypeScript(typescript, program, error))];
    }
    return [...found];
  };
  return program;
}

/** Plain programs are asked by the first name, builder programs by the second, which TypeScript does not declare. */
type DiagnosticGetter = (file?: ts.SourceFile, cancel?: ts.CancellationToken) => readonly ts.Diagnostic[];

/** It has said so in its own words. */
const refusedByTypeScript = 2004;
