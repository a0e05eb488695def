/** What the constructor and the initialisers of a class do with the object that they make. */

import type ts from 'typescript';
import { type ClassNode, memberOf } from './classes.js';
import type { Lowering } from './context.js';
import { heldFunction } from './held-functions.js';
import { walkTree } from './walk.js';

/**
 * Whether the constructor, or an initialiser, uses the object for more than giving its fields a value, once and for all, in
 * the order of its statements.
 */
export function usesSelf(cx: Lowering, node: ClassNode): boolean {
  const { ts } = cx;
  let uses = false;
  const isCalled = (access: ts.Expression): boolean =>
    ts.isCallExpression(access.parent) && access.parent.expression === access;
  const scan = (root: ts.Node, statements: ReadonlySet<ts.Node>): void => {
    walkTree(root, (at) => {
      if (at.kind === ts.SyntaxKind.SuperKeyword && !(ts.isCallExpression(at.parent) && at.parent.expression === at))
        uses = true;
      if (ts.isFunctionLike(at) && at !== root) {
        walkTree(at, (inner) => void (uses ||= inner.kind === ts.SyntaxKind.ThisKeyword));
        return false;
      }
      if (at.kind !== ts.SyntaxKind.ThisKeyword) return true;
      const access = at.parent;
      if (!ts.isPropertyAccessExpression(access)) uses = true;
      else if (!(cx.checker.getSymbolAtLocation(access.name)!.flags & ts.SymbolFlags.Property)) uses = true;
      else if (isCalled(access) && memberOf(cx.project, node, access.name.text, 'method', false)?.kind !== 'field')
        uses = true;
      else if (isTarget(ts, access) && !statements.has(access.parent.parent)) uses = true;
      return true;
    });
  };
  const constructor = ownConstructor(cx, node);
  if (constructor?.body !== undefined) scan(constructor, branchesOf(ts, constructor.body));
  for (const member of node.members)
    if (ts.isPropertyDeclaration(member) && member.initializer !== undefined && !heldFunction(cx.project, member))
      scan(member.initializer, new Set());
  return uses;
}

/** The statements of a block, and those that a condition decides about. */
function branchesOf(ts: Lowering['ts'], block: ts.Block): ReadonlySet<ts.Node> {
  const found = new Set<ts.Node>();
  const add = (statement: ts.Statement): void => {
    found.add(statement);
    if (ts.isBlock(statement)) statement.statements.forEach(add);
    if (!ts.isIfStatement(statement)) return;
    add(statement.thenStatement);
    if (statement.elseStatement !== undefined) add(statement.elseStatement);
  };
  block.statements.forEach(add);
  return found;
}

function isTarget(ts: Lowering['ts'], access: ts.Expression): boolean {
  const { parent } = access;
  if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) return true;
  if (!ts.isBinaryExpression(parent) || parent.left !== access)
    return ts.isArrayLiteralExpression(parent) || ts.isPropertyAssignment(parent) || ts.isForOfStatement(parent);
  const { kind } = parent.operatorToken;
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

/** `area = () => this.w`: a function that keeps the object. */
export function holdsThisOfArrow({ ts }: Lowering, initializer: ts.Expression): boolean {
  let found = false;
  walkTree(initializer, (node) => {
    if (ts.isArrowFunction(node)) walkTree(node, (at) => void (found ||= at.kind === ts.SyntaxKind.ThisKeyword));
  });
  return found;
}

export function ownConstructor({ ts }: Lowering, node: ClassNode): ts.ConstructorDeclaration | undefined {
  return node.members.find(
    (member): member is ts.ConstructorDeclaration => ts.isConstructorDeclaration(member) && member.body !== undefined,
  );
}
