/** What adc says, read back from the forms in which its hosts say it. */
import type { Message } from 'esbuild';
import path from 'node:path';
import ts from 'typescript';

export type Said = {
  readonly code: number;
  readonly severity: 'error' | 'warning';
  /** `file:line:column`, both counted from one. */
  readonly place: string | undefined;
  readonly message: string;
  readonly label: string;
  readonly why: string;
  readonly fix: string;
  /** With their places. */
  readonly notes: readonly string[];
};

/** In an order that does not depend on the host's. */
export const sorted = (said: readonly Said[]): readonly Said[] =>
  said.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

/** What is said of the files in a folder, with places relative to it. */
export function saidUnder(folder: string, said: readonly Said[]): readonly Said[] {
  const relative = (place: string): string => (place.startsWith(folder) ? place.slice(folder.length) : place);
  return said.flatMap((each) =>
    each.place?.startsWith(folder) ? [{ ...each, place: relative(each.place), notes: each.notes.map(relative) }] : [],
  );
}

/** What is left of a text is what nobody of adc said. */
export type Read = { readonly said: readonly Said[]; readonly rest: string };

const place = String.raw`\S+:\d+:\d+`;
const block = new RegExp(
  String.raw`^(?:(?<place>${place}) - )?(?<severity>error|warning) ADC(?<code>\d+): (?<message>.*)\n\n` +
    String.raw`(?:(?:[> ] +\d+ \|.*\n)+ +\|\s+\^+ (?<label>.*)\n\n)?` +
    String.raw`  Why: (?<why>.*)\n  Fix: (?<fix>.*)\n(?<notes>\n(?:  ${place} - .*\n)+)?\n?`,
  'gm',
);

/** Code frames, as the command and the transformer print them. */
export function readFrames(text: string): Read {
  const said: Said[] = [];
  const rest = text.replace(block, (...match) => {
    const found = match.at(-1) as Partial<Record<string, string>>;
    said.push({
      code: Number(found['code']),
      severity: found['severity'] as Said['severity'],
      place: found['place'],
      message: found['message']!,
      label: found['label'] ?? '',
      why: found['why']!,
      fix: found['fix']!,
      notes: (found['notes'] ?? '').split('\n').flatMap((line) => (line === '' ? [] : [line.trim()])),
    });
    return '';
  });
  return { said, rest: rest.trim() };
}

/** Errors as TypeScript knows them. */
export function readTypeScript(diagnostics: readonly ts.Diagnostic[], folder: string): Read {
  const placeOf = ({ file, start }: Pick<ts.Diagnostic, 'file' | 'start'>): string | undefined => {
    if (file === undefined || start === undefined) return undefined;
    const { line, character } = file.getLineAndCharacterOfPosition(start);
    return `${path.relative(folder, file.fileName)}:${line + 1}:${character + 1}`;
  };
  const ours = diagnostics.filter(({ source }) => source === 'adc');
  const said = ours.map((diagnostic): Said => {
    const { messageText: chain } = diagnostic;
    if (typeof chain === 'string') throw new Error(`no chain: ${chain}`);
    const lines = chain.next!.map(({ messageText }) => messageText);
    const lineWith = (start: string, end = ''): string | undefined => {
      const line = lines.find((each) => each.startsWith(start));
      return line?.slice(start.length, line.length - end.length);
    };
    const [, code, message] = /^ADC(\d+): ([^]*)$/.exec(chain.messageText)!;
    if (diagnostic.code !== 900_000 + Number(code)) throw new Error(`TS${diagnostic.code} is not ADC${code}`);
    return {
      code: Number(code),
      severity: 'error',
      place: placeOf(diagnostic),
      message: message!,
      label: lineWith('This ', '.') ?? '',
      why: lineWith('Why: ')!,
      fix: lineWith('Fix: ')!,
      notes: diagnostic.relatedInformation!.map((note) => `${placeOf(note)} - ${note.messageText as string}`),
    };
  });
  const others = diagnostics.filter(({ source }) => source !== 'adc');
  const names = { getCurrentDirectory: () => folder, getCanonicalFileName: (name: string) => name };
  return { said, rest: ts.formatDiagnostics(others, { ...names, getNewLine: () => '\n' }).trim() };
}

/** Messages of esbuild. */
export function readMessages(messages: readonly Message[], severity: Said['severity']): Read {
  const placeOf = ({ location }: Pick<Message, 'location'>): string | undefined => {
    if (location === null) return undefined;
    const { file, line, lineText, column } = location;
    // Columns of esbuild count bytes.
    return `${file}:${line}:${Buffer.from(lineText).subarray(0, column).toString().length + 1}`;
  };
  const isOurs = ({ pluginName, text }: Message): boolean => pluginName === 'adc' && /^ADC\d+: /.test(text);
  const said = messages.filter(isOurs).map((each): Said => {
    const [, code, message] = /^ADC(\d+): ([^]*)$/.exec(each.text)!;
    const [why, fix, ...notes] = each.notes;
    return {
      code: Number(code),
      severity,
      place: placeOf(each),
      message: message!,
      label: each.location?.suggestion ?? '',
      why: why!.text.replace(/^Why: /, ''),
      fix: fix!.text.replace(/^Fix: /, ''),
      notes: notes.map((note) => `${placeOf(note)} - ${note.text}`),
    };
  });
  const others = messages.filter((message) => !isOurs(message));
  return { said, rest: others.map(({ text, location }) => `${location?.file}: ${text}`).join('\n') };
}
