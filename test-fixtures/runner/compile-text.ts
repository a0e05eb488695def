/** Compiles TypeScript sources written in a test and runs them: for what no single call of one function can show. */
import { compile, type CompileOptions, type Diagnostic, type Explanation } from '@adc/compiler';
import * as runtime from '@adc/runtime';
import ts from 'typescript';
import { join } from 'node:path';
import { assemble } from '../../compiler/src/program/assemble.js';
import { root } from './fixture.js';
import { loadModule } from './load.js';
import { createProgram, diagnosticsOf, diagnosticText, userOptions } from './program.js';

export type CompiledText = {
  readonly diagnostics: readonly Diagnostic[];
  /** The source with its companions. */
  readonly text: string;
  /** What `adc explain` tells of it. */
  readonly explain: () => readonly Explanation[];
  /** Runs the module, as often as wanted, each time anew; other packages than the runtime are given here. */
  readonly run: <Exports>(packages?: Readonly<Record<string, unknown>>) => Exports;
};

/** @throws {Error} if the text is not TypeScript that checks, whether or not adc refuses it. */
export function compileText(source: string, options: CompileOptions = {}): CompiledText {
  const path = join(root, 'program.ts');
  const program = createProgram(new Map([[path, source]]), {
    ...userOptions,
    lib: [...(userOptions.lib ?? []), 'lib.dom.d.ts', 'lib.esnext.disposable.d.ts'],
  });
  const complaints = diagnosticsOf(program, [path]);
  if (complaints.length > 0) throw new Error(complaints.map(diagnosticText).join('\n'));
  const { files, diagnostics } = compile({ ts, program, options });
  const text = assemble(source, files.find(({ fileName }) => fileName === path) ?? { parts: [], sites: [] });
  return {
    diagnostics,
    text,
    explain: () => compile({ ts, program, options, explain: true }).explanations,
    run: <Exports>(packages = {}) =>
      loadModule(new Map([[path, text]]), path, { '@adc/runtime': runtime, ...packages }) as Exports,
  };
}

/** The exports of a source that compiles without errors. */
export function runText<Exports>(source: string, options: CompileOptions = {}): Exports {
  const { diagnostics, run } = compileText(source, options);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(JSON.stringify(errors, null, 2));
  return run<Exports>();
}
