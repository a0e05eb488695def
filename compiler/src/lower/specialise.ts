/**
 * Methods that are lowered in place because the class of their object is known there. Where they stand it could not be asked for: a
 * companion beside the method would have to name classes of files which import that of the method.
 */

import type ts from 'typescript';
import { exactClass } from '../ir/type-facts.js';
import type { ValueId } from '../ir/types.js';
import { constructed, type Member, memberOf, lineage, sameNode } from './classes.js';
import { type FunctionNode, type FunctionValue, type Lowering, typeOf } from './context.js';
import { derivedFrom } from './families.js';
import { imports } from './imports.js';
import { present } from './types.js';
import { walkTree } from './walk.js';

type Method = Extract<FunctionValue, { kind: 'module' }>;

/**
 * Whether a method, or one that it calls on the same object, does what the classes of files that import its own decide, or makes another
 * object of the class.
 */
export function asksAbroad(cx: Lowering, { self, node }: Method): boolean {
  if (self === undefined || exactClass(present(typeOf(cx, self))) === undefined) return false;
  return asks(cx, node, new Set());
}

function asks(cx: Lowering, node: FunctionNode, seen: Set<ts.Node>): boolean {
  const { ts, project } = cx;
  const owner = node.parent;
  if (seen.has(node) || !ts.isClassLike(owner)) return false;
  seen.add(node);
  const derived = derivedFrom(project, owner);
  const home = owner.getSourceFile();
  const isAbroad = derived.some((each) => imports(project, each.getSourceFile(), home));
  let found = false;
  walkTree(node, (at) => {
    if (ts.isNewExpression(at) && constructed(ts, at) !== undefined) found = true;
    if (found || !ts.isPropertyAccessExpression(at)) return !found;
    const { kind } = at.expression;
    const isSuper = kind === ts.SyntaxKind.SuperKeyword;
    if (kind !== ts.SyntaxKind.ThisKeyword && !isSuper) return true;
    const classes = isSuper ? lineage(project, owner).slice(1, 2) : [owner, ...derived];
    const all = (['method', 'get', 'set'] as const).map((use) =>
      classes.flatMap((each) => memberOf(project, each, at.name.text, use, false) ?? []),
    );
    found = all.some(
      (members) =>
        (isAbroad && !areOne(members)) || members.some((each) => each.kind === 'code' && asks(cx, each.of.node, seen)),
    );
    return true;
  });
  return found;
}

function areOne(members: readonly Member[]): boolean {
  const keys = new Set(members.map((member) => (member.kind === 'code' ? member.of.key : member.kind)));
  return keys.size < 2;
}

/** The object itself, where a method certainly gives that back: `return this`, or what another such method of the object gives. */
export function givenBack(cx: Lowering, { self, node }: Method): ValueId | undefined {
  const known = self === undefined ? undefined : exactClass(present(typeOf(cx, self)));
  const owner = node.parent;
  if (known === undefined || !cx.ts.isClassLike(owner)) return undefined;
  const own = [owner, ...derivedFrom(cx.project, owner)].find((each) => sameNode(cx.project, each, known));
  return own !== undefined && returnsThis(cx, node, own, new Set()) ? self : undefined;
}

function returnsThis(cx: Lowering, node: FunctionNode, own: ts.ClassLikeDeclaration, seen: Set<ts.Node>): boolean {
  const { ts } = cx;
  const { body } = node;
  if (seen.has(node) || body === undefined || !ts.isBlock(body) || !ts.isMethodDeclaration(node)) return false;
  seen.add(node);
  const isThis = (at: ts.Expression | undefined): boolean => {
    if (at === undefined) return false;
    if (at.kind === ts.SyntaxKind.ThisKeyword) return true;
    if (!ts.isCallExpression(at) || !ts.isPropertyAccessExpression(at.expression)) return false;
    const { expression, name } = at.expression;
    const member = isThis(expression) ? memberOf(cx.project, own, name.text, 'method', false) : undefined;
    return member?.kind === 'code' && returnsThis(cx, member.of.node, own, new Set(seen));
  };
  const last = body.statements.at(-1);
  let all = last !== undefined && ts.isReturnStatement(last);
  walkTree(body, (at) => {
    if (ts.isReturnStatement(at)) all &&= isThis(at.expression);
    return !ts.isFunctionLike(at);
  });
  return all && node.asteriskToken === undefined && !(ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Async);
}
