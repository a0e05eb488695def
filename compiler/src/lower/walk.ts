/** Walks over the syntax tree that no nesting of the program can exhaust. */

import type ts from 'typescript';

type Outer =
  | ts.ParenthesizedExpression
  | ts.AsExpression
  | ts.NonNullExpression
  | ts.SatisfiesExpression
  | ts.TypeAssertion;

/** Whether a node says nothing about the value in it: parentheses, casts and `!`. */
export function isOuter(ts: typeof import('typescript'), node: ts.Node): node is Outer {
  return (
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isTypeAssertionExpression(node)
  );
}

export function isAssignmentOperator(ts: typeof import('typescript'), kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

/**
 * Visits a node and all within it, each before those inside and in the order of the text.
 *
 * @param visit gives `false` for a node whose inside is left out.
 */
export function walkTree(root: ts.Node, visit: (node: ts.Node) => boolean | void): void {
  const waiting: ts.Node[] = [root];
  const children: ts.Node[] = [];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (visit(node) === false) continue;
    node.forEachChild((child) => void children.push(child));
    for (let child = children.pop(); child !== undefined; child = children.pop()) waiting.push(child);
  }
}
