/** Puts generated parts into the text of the user's file: right behind their functions, imports at the top. */
import { GenMapping, maybeAddMapping, setSourceContent, toEncodedMap } from '@jridgewell/gen-mapping';
import type { CallSite, CompiledFile, GeneratedPart } from '../compile-result.js';
import { endOfLineBehind, findHeader } from './header.js';
import { linesOf, positionOf } from './offsets.js';

/** A source map, version 3, ready for `JSON.stringify`. */
export type SourceMap = ReturnType<typeof toEncodedMap>;

export type Assembled = { readonly text: string; readonly map: SourceMap };

/** What is put into a file. */
export type Generated = Pick<CompiledFile, 'parts' | 'sites'>;

/**
 * The user's text with every part in its place, and with the operands of `grad` and the like wrapped; nothing else of the user's own
 * lines is touched.
 */
export function assemble(sourceText: string, generated: Generated): string {
  return arrange(sourceText, generated)
    .map((piece) => piece.text)
    .join('');
}

/**
 * The same with a source map. Words of the user's text map one by one, so that break points and stacks stay as exact as they
 * were; generated code maps by its own mappings, and starts at the function that it was derived from.
 */
export function assembleWithMap(sourceText: string, generated: Generated, source: string, file: string): Assembled {
  const pieces = arrange(sourceText, generated);
  const map = new GenMapping({ file });
  setSourceContent(map, source, sourceText);
  const sourceLines = linesOf(sourceText);
  let line = 1;
  let column = 0;
  for (const { text, anchors } of pieces) {
    let at = 0;
    const advance = (to: number): void => {
      for (; at < to; at++) {
        column += 1;
        if (text[at] !== '\n') continue;
        line += 1;
        column = 0;
      }
    };
    for (const { offset, original } of anchors) {
      advance(offset);
      maybeAddMapping(map, { generated: { line, column }, source, original: positionOf(sourceLines, original) });
    }
    advance(text.length);
  }
  return { text: pieces.map((piece) => piece.text).join(''), map: toEncodedMap(map) };
}

/** A run of output text, with the offsets in it that are known to come from offsets of the source text. */
type Piece = { readonly text: string; readonly anchors: readonly Anchor[] };
type Anchor = { readonly offset: number; readonly original: number };

/** Where a group of parts goes, and the line breaks that set it off. */
type Place = {
  readonly offset: number;
  readonly before: string;
  readonly between: string;
  readonly parts: GeneratedPart[];
};

function arrange(sourceText: string, { parts, sites }: Generated): readonly Piece[] {
  const newLine = /\r?\n/.exec(sourceText)?.[0] ?? '\n';
  const pieces: Piece[] = [];
  const add = (piece: Piece): void => {
    if (piece.text !== '') pieces.push(piece);
  };
  const insertions = insertionsOf(sites);
  let copied = 0;
  const copyTo = (end: number): void => {
    for (let next = insertions[0]; next !== undefined && next.offset <= end; next = insertions[0]) {
      add(userPiece(sourceText, copied, next.offset));
      add({ text: next.text, anchors: [{ offset: 0, original: next.original }] });
      copied = next.offset;
      insertions.shift();
    }
    add(userPiece(sourceText, copied, end));
    copied = end;
  };
  for (const place of findPlaces(sourceText, parts)) {
    copyTo(place.offset);
    add(glue(place.before, newLine));
    for (const [i, part] of place.parts.entries()) {
      if (i > 0) add(glue(place.between, newLine));
      add(partPiece(part, newLine));
    }
    add(glue(breakBehind(sourceText.slice(copied)), newLine));
  }
  copyTo(sourceText.length);
  return pieces;
}

type Insertion = { readonly offset: number; readonly text: string; readonly original: number };

/** In the order of the text; sites may lie within one another. */
function insertionsOf(sites: readonly CallSite[]): Insertion[] {
  return sites
    .flatMap(({ start, end, before, after }) => [
      { offset: start, text: before, original: start },
      { offset: end, text: after, original: start },
    ])
    .sort((a, b) => a.offset - b.offset);
}

/** In the order of the text. */
function findPlaces(sourceText: string, parts: readonly GeneratedPart[]): readonly Place[] {
  const places = new Map<number, Place>();
  for (const part of parts) {
    const place = places.get(part.anchor) ?? findPlace(sourceText, part.anchor);
    place.parts.push(part);
    places.set(part.anchor, place);
  }
  return [...places].sort(([a], [b]) => a - b).map(([, place]) => place);
}

function findPlace(sourceText: string, anchor: number): Place {
  if (anchor >= 0) return { offset: endOfLineBehind(sourceText, anchor), before: '\n\n', between: '\n\n', parts: [] };
  const { end, last } = findHeader(sourceText);
  return { offset: end, before: { nothing: '', import: '\n', other: '\n\n' }[last], between: '\n', parts: [] };
}

/** What separates a part from the user's text behind it, so that one blank line stands between them. */
function breakBehind(rest: string): string {
  if (rest === '') return '\n';
  if (/^\r?\n(?:[ \t]*\r?\n|\s*$)/.test(rest)) return '';
  return /^\r?\n/.test(rest) ? '\n' : '\n\n';
}

function glue(text: string, newLine: string): Piece {
  return { text: text.replaceAll('\n', newLine), anchors: [] };
}

function userPiece(sourceText: string, start: number, end: number): Piece {
  const text = sourceText.slice(start, end);
  const words = text.matchAll(/[\p{ID_Continue}$]+|[^\p{ID_Continue}$\s]+/gu);
  return { text, anchors: Array.from(words, ({ index }) => ({ offset: index, original: start + index })) };
}

function partPiece(part: GeneratedPart, newLine: string): Piece {
  const code = part.code.trimEnd();
  const anchors = part.mappings
    .filter(({ generated }) => generated < code.length)
    .map(({ generated, source }) => ({ offset: generated, original: source }))
    .sort((a, b) => a.offset - b.offset);
  if (anchors[0]?.offset !== 0) anchors.unshift({ offset: 0, original: part.origin.start });
  repeatOnNewLines(anchors, code);
  if (newLine === '\n') return { text: code, anchors };
  const shifted = anchors.map(({ offset, original }) => ({ offset: offset + countBreaks(code, offset), original }));
  return { text: code.replaceAll('\n', newLine), anchors: shifted };
}

/** A position is looked up on its own line only: what a line continues holds at its start, too. */
function repeatOnNewLines(anchors: Anchor[], code: string): void {
  for (let start = code.indexOf('\n') + 1, i = 0; start > 0; start = code.indexOf('\n', start) + 1) {
    while ((anchors[i + 1]?.offset ?? Infinity) <= start) i += 1;
    const last = anchors[i];
    if (last !== undefined && last.offset !== start) anchors.splice(++i, 0, { offset: start, original: last.original });
  }
}

function countBreaks(text: string, end: number): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
