/** Prints a diagnostic with the line it is about. */

import type { Origin } from '../ir/types.js';
import type { Diagnostic } from './report.js';

export type FormatOptions = {
  /** Shown in place of an absolute file name. */
  readonly nameOf?: (file: string) => string;
  readonly colour?: boolean;
};

/** @param getText the text of a file, if it can be had. */
export function formatDiagnostic(
  diagnostic: Diagnostic,
  getText: (file: string) => string | undefined,
  options: FormatOptions = {},
): string {
  const paint = options.colour === true ? coloured : plain;
  const { origin } = diagnostic;
  const head = `${paint[diagnostic.severity](diagnostic.severity)} ${paint.dim(`ADC${diagnostic.code}:`)} ${diagnostic.message}`;
  const place = origin === undefined ? '' : `${placeOf(origin, getText, options)} - `;
  const paragraphs = [`${place}${head}`];
  const text = origin === undefined ? undefined : getText(origin.file);
  if (origin !== undefined && text !== undefined) paragraphs.push(frame(origin, text, diagnostic, paint));
  paragraphs.push(`  ${paint.bold('Why:')} ${diagnostic.why}\n  ${paint.bold('Fix:')} ${diagnostic.fix}`);
  const notes = diagnostic.notes.map((note) => `  ${placeOf(note.origin, getText, options)} - ${note.text}`);
  if (notes.length > 0) paragraphs.push(notes.join('\n'));
  return paragraphs.join('\n\n') + '\n';
}

/** `file:line:column`, both counted from one. */
function placeOf(origin: Origin, getText: (file: string) => string | undefined, options: FormatOptions): string {
  const name = options.nameOf?.(origin.file) ?? origin.file;
  const text = getText(origin.file);
  if (text === undefined) return name;
  const before = text.slice(0, origin.start).split(lineBreak);
  return `${name}:${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}

function frame(origin: Origin, text: string, diagnostic: Diagnostic, paint: Paint): string {
  const lines = text.split(lineBreak);
  const before = text.slice(0, origin.start).split(lineBreak);
  const row = before.length - 1;
  const column = before[row]?.length ?? 0;
  const whole = lines[row] ?? '';
  // Of a line that nobody can read, what stands around the place is shown.
  const start = Math.max(0, whole.length > longLine ? column - longLine / 4 : 0);
  const clip = (from: string): string =>
    from.length > longLine ? `${start > 0 ? '…' : ''}${from.slice(start, start + longLine)}…` : from;
  const line = clip(whole);
  const marked = text.slice(origin.start, origin.end).split(lineBreak)[0] ?? '';
  const width = String(row + 1).length;
  const gutter = (mark: string, number: string): string => paint.dim(`${mark} ${number.padStart(width)} |`);
  const above =
    row > 0 && lines[row - 1]?.trim() !== '' ? [`${gutter(' ', String(row))} ${clip(lines[row - 1] ?? '')}`] : [];
  // Tabs are kept so that the marks stand below the code at any tab width.
  const indent = line.slice(0, column - start + (start > 0 ? 1 : 0)).replace(/[^\t]/g, ' ');
  const marks = '^'.repeat(Math.min(Math.max(1, marked.trimEnd().length), Math.max(1, line.length - indent.length)));
  return [
    ...above,
    `${gutter('>', String(row + 1))} ${line}`,
    `${gutter(' ', '')} ${indent}${paint[diagnostic.severity](`${marks} ${diagnostic.label}`)}`,
  ].join('\n');
}

/** Characters of a source line that are shown at most. */
const longLine = 240;

const lineBreak = /\r\n|\n|\r/;

type Paint = Readonly<Record<'error' | 'warning' | 'dim' | 'bold', (text: string) => string>>;
const same = (text: string): string => text;
const plain: Paint = { error: same, warning: same, dim: same, bold: same };
const ansi =
  (code: number) =>
  (text: string): string =>
    `\u001b[${code}m${text}\u001b[0m`;
const coloured: Paint = { error: ansi(31), warning: ansi(33), dim: ansi(90), bold: ansi(1) };
