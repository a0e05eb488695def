/** Makes a failing program small: first by fewer choices, then by cutting the text wherever it goes on failing alike. */
import * as fc from 'fast-check';
import ts from 'typescript';
import { compileBatch } from './compile-batch.js';
import { judge, noCounts, type Failure } from './explore.js';
import { generate, type Generated } from './generate.js';

const width = 16;

/** The first of some programs that fails as `what` says. */
function firstFailing(programs: readonly Generated[], what: string): { index: number; failure: Failure } | undefined {
  const outcomes = compileBatch(
    programs.map(({ source }) => source),
    {
      types: what.includes('ill-typed'),
      recorded: what.includes('everything recorded'),
      second: what.includes('of the adjoint'),
    },
  );
  for (const [index, program] of programs.entries()) {
    const finding = judge(program, outcomes[index]!, noCounts()).find((each) => each.what === what);
    if (finding) return { index, failure: { ...program, ...finding } };
  }
  return undefined;
}

export function reduce(failure: Failure, from: readonly number[], seconds: number): Failure {
  const end = performance.now() + 1000 * seconds;
  const time = (share: number): boolean => performance.now() < end - (1 - share) * 1000 * seconds;
  const small = cutText(
    shrinkChoices(failure, from, () => time(0.25)),
    () => time(1),
  );
  return { ...small, source: small.source.replace(/\n(\s*\n)+/g, '\n') };
}

function shrinkChoices(failure: Failure, from: readonly number[], time: () => boolean): Failure {
  const arbitrary = fc.array(fc.nat(5039));
  let [best, value] = [failure, [...from]];
  for (let progress = true; progress && time(); ) {
    progress = false;
    const stream = arbitrary.shrink(value, undefined)[Symbol.iterator]();
    while (!progress && time()) {
      const candidates = [];
      for (let next = stream.next(); !next.done; next = stream.next()) {
        candidates.push(next.value.value);
        if (candidates.length === width) break;
      }
      if (candidates.length === 0) break;
      const found = firstFailing(candidates.map(generate), failure.what);
      if (!found) continue;
      [best, value, progress] = [found.failure, candidates[found.index]!, true];
    }
  }
  return best;
}

type Edit = { readonly start: number; readonly end: number; readonly text: string };

function cutText(failure: Failure, time: () => boolean): Failure {
  let best = failure;
  for (const point of best.points) {
    const single = firstFailing([{ ...best, points: [point] }], best.what);
    if (single) best = single.failure;
  }
  let position = 0;
  while (time()) {
    const edits = editsOf(best.source);
    const tried = edits.slice(position, position + width);
    if (tried.length === 0) break;
    const found = firstFailing(
      tried.map(({ start, end, text }) => ({
        ...best,
        source: best.source.slice(0, start) + text + best.source.slice(end),
      })),
      best.what,
    );
    if (found) {
      best = found.failure;
      position += found.index;
      if (position > 0 && editsOf(best.source).length <= position) position = 0;
    } else {
      position += tried.length;
    }
  }
  return best;
}

/** Cuts, the largest first. */
export function editsOf(source: string): readonly Edit[] {
  const file = ts.createSourceFile('/reduced.ts', source, ts.ScriptTarget.ES2023, true);
  const edits: Edit[] = [];
  const textOf = (node: ts.Node): string => node.getText(file);
  const replace = (node: ts.Node, text: string): void => {
    if (text !== textOf(node)) edits.push({ start: node.getStart(file), end: node.end, text });
  };
  const inside = (statement: ts.Statement): string =>
    ts.isBlock(statement) ? statement.statements.map(textOf).join('\n') : textOf(statement);
  const visit = (node: ts.Node): void => {
    if (ts.isStatement(node) && !ts.isBlock(node)) {
      const isTarget = ts.isFunctionDeclaration(node) && node.name?.text === 'f';
      if (!isTarget) replace(node, '');
      if (ts.isIfStatement(node)) {
        replace(node, inside(node.thenStatement));
        if (node.elseStatement) {
          replace(node, inside(node.elseStatement));
          edits.push({ start: node.thenStatement.end, end: node.elseStatement.end, text: '' });
        }
      }
      if (ts.isIterationStatement(node, false)) replace(node, inside(node.statement));
      if (ts.isLabeledStatement(node)) replace(node, textOf(node.statement));
    }
    if (ts.isExpression(node) && !isName(node) && !ts.isLiteralExpression(node)) {
      const assigned = ts.isBinaryExpression(node.parent) && node.parent.left === node;
      if (!assigned) {
        ts.forEachChild(node, (child) => {
          if (ts.isExpression(child)) replace(node, textOf(child));
        });
        if (ts.isCallExpression(node)) for (const arg of node.arguments) replace(node, textOf(arg));
        if (!ts.isIdentifier(node)) replace(node, '0.5');
        for (const simple of ['true', 'false'])
          if (ts.isBinaryExpression(node) && /[<>=&|]/.test(node.operatorToken.getText(file))) replace(node, simple);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return edits.sort((a, b) => b.end - b.start - b.text.length - (a.end - a.start - a.text.length));
}

/** An identifier that names something rather than standing for its value. */
const isName = (node: ts.Node): boolean =>
  ts.isIdentifier(node) &&
  ((ts.isPropertyAccessExpression(node.parent) && node.parent.name === node) ||
    ((ts.isVariableDeclaration(node.parent) || ts.isParameter(node.parent)) && node.parent.name === node) ||
    ts.isPropertyAssignment(node.parent) ||
    ts.isTypeNode(node.parent) ||
    ts.isFunctionDeclaration(node.parent) ||
    ts.isLabeledStatement(node.parent) ||
    ts.isBreakOrContinueStatement(node.parent));
