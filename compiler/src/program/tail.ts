/** The text of a file with generated code appended to it, and where each piece of that code lies. */
import type ts from 'typescript';
import type { CallSite, CompiledFile, GeneratedPart, OffsetMapping } from '../compile-result.js';
import { lastAtOrBefore } from './offsets.js';

export type TailedFile = {
  readonly original: ts.SourceFile;
  readonly text: string;
  readonly parts: readonly TailedPart[];
  /** What was generated, and where it belongs: two files of one original that agree in it are the same. */
  readonly generated: string;
  /** The calls that go around operands, each a statement with a stand-in for the operand. */
  readonly sites: readonly TailedSite[];
};
export type TailedSite = { readonly site: CallSite; readonly start: number; readonly end: number };
export type TailedPart = {
  readonly part: GeneratedPart;
  readonly start: number;
  readonly end: number;
  /** In the order of the generated code. */
  readonly mappings: readonly OffsetMapping[];
};

/**
 * Ends the user's last statement, whatever it is, and takes the comments at the end of the file, which would otherwise move
 * away with the first generated statement.
 */
const separator = '\nvoid 0;\n';

export function appendTail(original: ts.SourceFile, file: CompiledFile): TailedFile {
  let text = original.text + separator;
  const parts = file.parts.map((part) => {
    const start = text.length;
    text += part.code + '\n';
    const mappings = part.mappings.toSorted((a, b) => a.generated - b.generated);
    return { part, start, end: text.length, mappings };
  });
  const sites = file.sites.map((site) => {
    const start = text.length;
    const call = `${site.before}undefined!${site.after}`;
    text +=
      site.captured === undefined
        ? `${call};\n`
        : `((${site.captured.map((name) => `${name}: any`).join(', ')}) => ${call});\n`;
    return { site, start, end: text.length };
  });
  const generated = JSON.stringify(file, (key, value: unknown) => (placesElsewhere.has(key) ? undefined : value));
  return { original, text, parts, sites, generated };
}

/** Absolute file names, which differ from machine to machine. */
const placesElsewhere: ReadonlySet<string> = new Set(['origin', 'fileName']);

export function partAt({ parts }: TailedFile, offset: number): TailedPart | undefined {
  return parts.find(({ start, end }) => start <= offset && offset < end);
}

export function siteAt({ sites }: TailedFile, offset: number): TailedSite | undefined {
  return sites.find(({ start, end }) => start <= offset && offset < end);
}

/** The offset in the user's text that stands for an offset of the extended text; none for the separator. */
export function userOffset(file: TailedFile, offset: number): number | undefined {
  if (offset <= file.original.text.length) return offset;
  const around = siteAt(file, offset);
  if (around !== undefined) return around.site.start;
  const tailed = partAt(file, offset);
  if (tailed === undefined) return undefined;
  const generated = offset - tailed.start;
  return lastAtOrBefore(tailed.mappings, generated, (mapping) => mapping.generated)?.source ?? tailed.part.origin.start;
}
