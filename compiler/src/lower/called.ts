/** The functions of the project that calls and reads mean, whichever object they are called on. */

import type ts from 'typescript';
import { memberOf, textOfName } from './classes.js';
import type { FunctionNode, Lowering } from './context.js';
import { derivedFrom, standingIn } from './families.js';
import { moduleFunction, symbolAt } from './resolve.js';

/** The one function that a call means, on an object of its class or of one that extends it. */
export function calledBy(cx: Lowering, callee: ts.Expression): FunctionNode | undefined {
  const all = mayBeCalled(cx, callee, derivedFrom);
  return all?.length === 1 ? all[0] : undefined;
}

/** All functions that a call may mean; `undefined` where there may be others. */
export function mayBeCalled(
  cx: Lowering,
  callee: ts.Expression,
  othersOf: typeof standingIn = standingIn,
): readonly FunctionNode[] | undefined {
  const symbol = symbolAt(cx.project, callee);
  const fn = symbol && moduleFunction(cx.project, symbol)?.node;
  if (fn !== undefined) return [fn];
  return cx.ts.isPropertyAccessExpression(callee)
    ? membersMeant(cx, symbol, callee.name.text, 'method', othersOf)
    : undefined;
}

/** The getters that reading a property may run; `undefined` where there may be others. */
export function gettersOf(cx: Lowering, { name }: ts.PropertyAccessExpression): readonly FunctionNode[] | undefined {
  return membersMeant(cx, cx.checker.getSymbolAtLocation(name), name.text, 'get');
}

function membersMeant(
  cx: Lowering,
  symbol: ts.Symbol | undefined,
  name: string,
  kind: 'method' | 'get',
  othersOf = standingIn,
): readonly FunctionNode[] | undefined {
  const { ts } = cx;
  const owner = symbol?.valueDeclaration?.parent;
  if (owner === undefined || !ts.isClassLike(owner)) return undefined;
  const declares = (of: ts.ClassLikeDeclaration): boolean =>
    of.members.some((one) => one.name !== undefined && textOfName(ts, one.name) === name);
  const found: FunctionNode[] = [];
  for (const each of [owner, ...othersOf(cx.project, owner).filter(declares)]) {
    const member = memberOf(cx.project, each, name, kind, false);
    if (member?.kind !== 'code') return undefined;
    found.push(member.of.node);
  }
  return found;
}
