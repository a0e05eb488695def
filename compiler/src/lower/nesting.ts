/** How deep a function is nested. Lowering and the passes behind it recurse with the nesting, so that it has a limit. */

import type ts from 'typescript';
import { type Diagnostic, diagnose } from '../diagnostics/report.js';
import { originOf, type Ts } from './context.js';

/** Levels of expressions and statements; the terms of one sum or product stand side by side. */
export const maxNesting = 400;
/** Branches and loops within one another. */
export const maxBranching = 100;

/** A refusal of a function that is nested too deeply, at the place where the limit is passed. */
export function nestingProblem(ts: Ts, fn: ts.FunctionLikeDeclaration, name: string): Diagnostic | undefined {
  const waiting = [{ node: fn as ts.Node, levels: 0, branches: 0 }];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const { node } = at;
    const branches = at.branches + (isBranching(ts, node) ? 1 : 0);
    if (at.levels > maxNesting || branches > maxBranching) {
      const [what, limit] = branches > maxBranching ? ['branches and loops', maxBranching] : ['levels', maxNesting];
      return diagnose(1030, originOf(node), { name, what, limit: String(limit) });
    }
    const { levels } = at;
    const first = ts.isBinaryExpression(node) && isInChain(ts, node.left) ? node.left : undefined;
    node.forEachChild((child) => {
      waiting.push({ node: child, levels: child === first ? levels : levels + 1, branches });
    });
  }
  return undefined;
}

function isBranching(ts: Ts, node: ts.Node): boolean {
  return (
    ts.isIfStatement(node) ||
    ts.isConditionalExpression(node) ||
    ts.isSwitchStatement(node) ||
    ts.isIterationStatement(node, false)
  );
}

/** `a + b` in `a + b + c`: lowered together with what it stands in. */
export function isInChain(ts: Ts, node: ts.Expression): node is ts.BinaryExpression {
  if (!ts.isBinaryExpression(node)) return false;
  const { kind } = node.operatorToken;
  return (
    kind === ts.SyntaxKind.PlusToken ||
    kind === ts.SyntaxKind.MinusToken ||
    kind === ts.SyntaxKind.AsteriskToken ||
    kind === ts.SyntaxKind.SlashToken
  );
}

/** The node of a file that is nested deepest. */
export function deepestIn(file: ts.SourceFile): { readonly node: ts.Node; readonly levels: number } {
  let deepest = { node: file as ts.Node, levels: 0 };
  const waiting = [deepest];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const { node, levels } = at;
    if (levels > deepest.levels) deepest = at;
    node.forEachChild((child) => void waiting.push({ node: child, levels: levels + 1 }));
  }
  return deepest;
}
