/** What adc and TypeScript have to say, in the form in which esbuild says it. */
import type { Diagnostic } from '@adc/compiler';
import type { Location, PartialMessage } from 'esbuild';
import path from 'node:path';
import ts from 'typescript';

export type Messages = { readonly errors: PartialMessage[]; readonly warnings: PartialMessage[] };

type Span = { readonly file: string; readonly start: number; readonly end: number };

/** Where the texts of files come from, and what their names are relative to. */
export type Places = { readonly cwd: string; readonly fileOf: (name: string) => ts.SourceFile | undefined };

/** A diagnostic of adc. esbuild passes on ids of its own only, so the code stands in the text as well. */
export function messageOf(diagnostic: Diagnostic, places: Places): PartialMessage {
  const { code, origin, message, label, why, fix, notes } = diagnostic;
  return {
    id: `ADC${code}`,
    text: `ADC${code}: ${message}`,
    location: origin === undefined ? null : locationOf(origin, places, label),
    notes: [
      { text: `Why: ${why}` },
      { text: `Fix: ${fix}` },
      ...notes.map(({ text, origin }) => ({ text, location: locationOf(origin, places) })),
    ],
    detail: diagnostic,
  };
}

/** What TypeScript says of a tsconfig, or of code that adc stumbled over. */
export function messageOfTypeScript(
  { code, messageText, file, start, length }: ts.Diagnostic,
  cwd: string,
): PartialMessage {
  const span = file && start !== undefined ? { file: file.fileName, start, end: start + (length ?? 0) } : undefined;
  return {
    id: `TS${code}`,
    text: `TS${code}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
    location: span ? locationOf(span, { cwd, fileOf: () => file }) : null,
  };
}

/** @param label what is shown below the marked code. */
function locationOf({ file, start, end }: Span, { cwd, fileOf }: Places, label = ''): Partial<Location> {
  const name = path.relative(cwd, file).replaceAll(path.sep, '/');
  const source = fileOf(file);
  if (source === undefined) return { file: name };
  const { line } = source.getLineAndCharacterOfPosition(start);
  const starts = source.getLineStarts();
  const [text = ''] = source.text.slice(starts[line], starts[line + 1]).split(lineBreak);
  const before = source.text.slice(starts[line], start);
  const [marked = ''] = source.text.slice(start, end).split(lineBreak);
  return {
    file: name,
    line: line + 1,
    column: Buffer.byteLength(before),
    length: Buffer.byteLength(marked),
    lineText: text,
    suggestion: label,
  };
}

const lineBreak = /[\r\n\u2028\u2029]/;
