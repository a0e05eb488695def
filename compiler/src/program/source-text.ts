/** Pieces of the source for people to read: where they stand, and their text on one line. */

import type ts from 'typescript';
import type { Piece } from '../explain/explanation.js';
import type { Texts } from '../explain/index.js';
import type { Origin } from '../ir/types.js';

/** Characters of a piece that are shown at most. */
const longest = 60;

export function textsIn(typescript: typeof ts, program: ts.Program): Texts {
  const piece = (origin: Origin, end = origin.end): Piece => {
    const file = program.getSourceFile(origin.file);
    if (file === undefined) return { origin, line: 0, text: '' };
    const { line } = file.getLineAndCharacterOfPosition(origin.start);
    return { origin, line: line + 1, text: shortened(file.text.slice(origin.start, end)) };
  };
  const head = (origin: Origin): Piece => {
    const file = program.getSourceFile(origin.file);
    const loop = file && loopAt(typescript, file, origin);
    // `do` has its condition behind the body.
    if (loop === undefined) return piece(origin);
    if (!typescript.isDoStatement(loop)) return piece(origin, loop.statement.getStart(file));
    return { ...piece(origin), text: shortened(`do … while (${loop.expression.getText(file)})`) };
  };
  return { piece, head };
}

function shortened(text: string): string {
  // What is declared in the head of a loop is told by its name.
  const line = text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(?:const|let|var) (?=[\w$]+$)/, '');
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}

function loopAt(typescript: typeof ts, file: ts.SourceFile, origin: Origin): ts.IterationStatement | undefined {
  const visit = (node: ts.Node): ts.IterationStatement | undefined => {
    if (node.end < origin.end || node.pos > origin.start) return undefined;
    if (typescript.isIterationStatement(node, false) && node.getStart(file) === origin.start && node.end === origin.end)
      return node;
    return typescript.forEachChild(node, visit);
  };
  return visit(file);
}
