/** Reads the pragmas in comments and finds what each belongs to. */

import type ts from 'typescript';
import type { Origin } from '../ir/types.js';
import type { Ts } from './context.js';
import { walkTree } from './walk.js';

export type PragmaName =
  | 'differentiable'
  | 'nondifferentiable'
  | 'checkpoint'
  | 'unroll'
  | 'fixed-point'
  | 'tangent-of'
  | 'adjoint-of';

/** One pragma as it is written: its name and the words behind it, up to ` -- `. */
export type PragmaText = {
  readonly name: PragmaName;
  readonly origin: Origin;
  readonly words: readonly { readonly text: string; readonly origin: Origin }[];
  /** Where its comment starts. */
  readonly comment: number;
};

const pragma = /@(differentiable|nondifferentiable|checkpoint|unroll|fixed-point|tangent-of|adjoint-of)(?![\w-])/;

export function mayHavePragmas(file: ts.SourceFile): boolean {
  return pragma.test(file.text);
}

/** All pragmas of a file. */
export function pragmasIn(ts: Ts, file: ts.SourceFile): readonly PragmaText[] {
  const comments = new Map<number, ts.CommentRange>();
  const note = (ranges: readonly ts.CommentRange[] | undefined): void =>
    ranges?.forEach((range) => comments.set(range.pos, range));
  const waiting: ts.Node[] = [file];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.kind >= ts.SyntaxKind.FirstJSDocNode && node.kind <= ts.SyntaxKind.LastJSDocNode) continue;
    const children = node.getChildren(file);
    if (children.length === 0 && node.kind !== ts.SyntaxKind.SyntaxList) {
      note(ts.getLeadingCommentRanges(file.text, node.getFullStart()));
      note(ts.getTrailingCommentRanges(file.text, node.end));
    }
    for (const child of children) waiting.push(child);
  }
  return [...comments.values()].sort((a, b) => a.pos - b.pos).flatMap((range) => pragmasOf(file, range));
}

/** The pragmas of one comment: it begins a line of it, behind the comment's own marks. */
function pragmasOf(file: ts.SourceFile, range: ts.CommentRange): PragmaText[] {
  const found: PragmaText[] = [];
  let start = range.pos;
  for (const line of file.text.slice(range.pos, range.end).split('\n')) {
    const match = /^(?:\s*(?:\/\/+|\/\*+|\*+(?!\/)))?\s*@([\w-]+)/.exec(line);
    const name = match?.[1];
    if (match !== null && name !== undefined && pragma.test(`@${name}`) && pragma.exec(`@${name}`)?.[1] === name)
      found.push(parse(file.fileName, line, start, match[0].length - name.length - 1, name as PragmaName, range.pos));
    start += line.length + 1;
  }
  return found;
}

function parse(file: string, line: string, start: number, at: number, name: PragmaName, comment: number): PragmaText {
  const originAt = (from: number, to: number): Origin => ({ file, start: start + from, end: start + to });
  const rest = line.slice(at + name.length + 1).replace(/\*\/\s*$/, '');
  const options = /^(.*?)(?:\s--(?:\s.*)?)?$/.exec(rest.trimEnd())?.[1] ?? '';
  const words = [...options.matchAll(/\S+/g)].map((match) => {
    const from = at + name.length + 1 + match.index;
    return { text: match[0], origin: originAt(from, from + match[0].length) };
  });
  return { name, origin: originAt(at, at + name.length + 1), words, comment };
}

/** Which node each pragma stands directly before: a statement, a member, or a declaration within a list. */
export function ownersOf(ts: Ts, file: ts.SourceFile): ReadonlyMap<number, ts.Node> {
  const owners = new Map<number, ts.Node>();
  walkTree(file, (node) => {
    if (
      ts.isStatement(node) ||
      ts.isClassElement(node) ||
      ts.isObjectLiteralElement(node) ||
      ts.isVariableDeclaration(node)
    )
      for (const range of ts.getLeadingCommentRanges(file.text, node.getFullStart()) ?? [])
        if (!owners.has(range.pos)) owners.set(range.pos, node);
  });
  return owners;
}
