/** Corrects the source maps that TypeScript writes for files with a tail: they must speak of the text that the user wrote. */
import { decode, encode, type SourceMapSegment } from '@jridgewell/sourcemap-codec';
import type ts from 'typescript';
import { decodeBase64, encodeBase64 } from './base64.js';
import { userOffset, type TailedFile } from './tail.js';

/**
 * A writer that passes everything on and corrects maps on the way, be they files of their own or inlined. TypeScript maps nodes,
 * comments and tokens alike, and remakes many nodes itself; correcting its finished map is the one way that misses none.
 */
export function translatingWriter(
  rebuilt: ts.Program,
  files: ReadonlyMap<string, TailedFile>,
  write: ts.WriteFileCallback,
): ts.WriteFileCallback {
  return (name, text, byteOrderMark, onError, sourceFiles, data) => {
    const translate = (json: string): string => {
      const map = JSON.parse(json) as SourceMapFile;
      const sources = map.sources.map((source) => findSource(rebuilt, files, source, sourceFiles));
      return sources.some((source) => source !== undefined) ? JSON.stringify(translateMap(map, sources)) : json;
    };
    write(name, translateOutput(name, text, translate), byteOrderMark, onError, sourceFiles, data);
  };
}

type SourceMapFile = {
  readonly sources: readonly (string | null)[];
  readonly sourcesContent?: readonly (string | null)[];
  readonly mappings: string;
};

/** A source of the map that has a tail, with the tree of its extended text. */
type Source = { readonly file: TailedFile; readonly extended: ts.SourceFile };

const inlined = /(\/\/# sourceMappingURL=data:application\/json;base64,)([\w+/=]+)/;

function translateOutput(name: string, text: string, translate: (json: string) => string): string {
  if (name.endsWith('.map')) return translate(text);
  const start = text.lastIndexOf('//# sourceMappingURL=data:');
  if (start < 0) return text;
  const replace = (_: string, prefix: string, data: string): string =>
    prefix + encodeBase64(translate(decodeBase64(data)));
  return text.slice(0, start) + text.slice(start).replace(inlined, replace);
}

function findSource(
  rebuilt: ts.Program,
  files: ReadonlyMap<string, TailedFile>,
  source: string | null,
  sourceFiles: readonly ts.SourceFile[] | undefined,
): Source | undefined {
  const path = source?.replace(/^(?:\.\.?\/)+/, '') ?? '';
  const only = sourceFiles?.length === 1 ? sourceFiles[0] : undefined;
  const sourceFile = only ?? sourceFiles?.find(({ fileName }) => fileName.endsWith(path));
  const file = sourceFile && files.get(sourceFile.fileName);
  const extended = sourceFile && rebuilt.getSourceFile(sourceFile.fileName);
  return file && extended && { file, extended };
}

function translateMap(map: SourceMapFile, sources: readonly (Source | undefined)[]): SourceMapFile {
  const lines = decode(map.mappings).map((line) => {
    const translated: SourceMapSegment[] = [];
    for (const segment of line) {
      const moved = translateSegment(segment, sources);
      if (moved !== undefined && !isSamePlace(translated.at(-1), moved)) translated.push(moved);
    }
    return translated;
  });
  const contents = map.sourcesContent?.map((content, i) => sources[i]?.file.original.text ?? content);
  return { ...map, mappings: encode(lines), ...(contents && { sourcesContent: contents }) };
}

function translateSegment(
  segment: SourceMapSegment,
  sources: readonly (Source | undefined)[],
): SourceMapSegment | undefined {
  if (segment.length === 1) return segment;
  const [column, index, sourceLine, sourceColumn] = segment;
  const source = sources[index];
  if (source === undefined) return segment;
  const { file, extended } = source;
  const offset = extended.getPositionOfLineAndCharacter(sourceLine, sourceColumn);
  const user = userOffset(file, offset);
  if (user === undefined) return undefined;
  if (user === offset) return segment;
  const { line, character } = file.original.getLineAndCharacterOfPosition(user);
  return [column, index, line, character];
}

function isSamePlace(a: SourceMapSegment | undefined, b: SourceMapSegment): boolean {
  return a?.length === 4 && b.length === 4 && a[1] === b[1] && a[2] === b[2] && a[3] === b[3];
}
