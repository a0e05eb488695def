/** Compiles a fixture: companions, the text of its files with them, and what TypeScript says of that text. */
import { compile, type CompileOptions, type CompileResult } from '@adc/compiler';
import ts from 'typescript';
import { assemble } from '../../compiler/src/program/assemble.js';
import type { Fixture } from './fixture.js';
import { diagnosticsOf, diagnosticText, createProgram, generatedOptions } from './program.js';

export type Compiled = {
  readonly result: CompileResult;
  /** Every file of the fixture with its companions. */
  readonly files: ReadonlyMap<string, string>;
};

export function compileFixture(fixture: Fixture, program: ts.Program, options: CompileOptions = {}): Compiled {
  // What is explained of it is looked at elsewhere; explaining must not fail.
  const result = compile({ ts, program, options, explain: true });
  const files = new Map(fixture.files);
  for (const file of result.files) files.set(file.fileName, assemble(fixture.files.get(file.fileName) ?? '', file));
  return { result, files };
}

/** Diagnostics inside generated code, as text. What the user wrote is held to the user's own options elsewhere. */
export function complaintsAbout({ result, files }: Compiled): readonly string[] {
  const program = createProgram(files, generatedOptions);
  return diagnosticsOf(program, files.keys())
    .filter(({ file, start }) => {
      const parts = result.files.find(({ fileName }) => fileName === file?.fileName)?.parts ?? [];
      return (
        file === undefined ||
        start === undefined ||
        isGenerated(
          file.text,
          parts.map(({ code }) => code.trim()),
          start,
        )
      );
    })
    .map(diagnosticText);
}

function isGenerated(text: string, codes: readonly string[], position: number): boolean {
  return codes.some((code) => {
    for (let at = text.indexOf(code); at >= 0; at = text.indexOf(code, at + 1)) {
      if (position >= at && position < at + code.length) return true;
    }
    return false;
  });
}
