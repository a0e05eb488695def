/** Objects of which only named fields are read, wherever they are handed: whether a field is missing or `undefined` is the same there. */

import type ts from 'typescript';
import { symbolOf } from './assigned.js';
import { parametersOf } from './calls.js';
import type { FunctionNode, Lowering } from './context.js';
import { moduleFunction, skipOuter, symbolAt } from './resolve.js';
import { walkTree } from './walk.js';

/** @param name where the variable or parameter is declared. */
export function isOnlyAskedForFields(
  cx: Lowering,
  name: ts.BindingName,
  seen: ReadonlySet<ts.Symbol> = new Set(),
): boolean {
  const { ts } = cx;
  if (ts.isArrayBindingPattern(name)) return false;
  if (ts.isObjectBindingPattern(name))
    return name.elements.every(
      (each) => each.dotDotDotToken === undefined || isOnlyAskedForFields(cx, each.name, seen),
    );
  const symbol = symbolOf(cx, name);
  if (symbol === undefined) return false;
  if (seen.has(symbol)) return true;
  const within = new Set([...seen, symbol]);
  let found = true;
  walkTree(functionAround(ts, name), (node) => {
    const isUse = ts.isIdentifier(node) && node !== name && node.text === name.text && symbolOf(cx, node) === symbol;
    if (isUse && !isFieldAsked(cx, node, within)) found = false;
    return found;
  });
  return found;
}

function functionAround(ts: Lowering['ts'], node: ts.Node): ts.Node {
  let at = node;
  while (!ts.isSourceFile(at.parent) && !ts.isFunctionLike(at)) at = at.parent;
  return at;
}

function isFieldAsked(cx: Lowering, use: ts.Identifier, seen: ReadonlySet<ts.Symbol>): boolean {
  const { ts } = cx;
  let at: ts.Expression = use;
  while (skipOuter(ts, at.parent as ts.Expression) === use) at = at.parent as ts.Expression;
  const { parent } = at;
  if (ts.isPropertyAccessExpression(parent)) return !isChanged(ts, parent);
  if (ts.isVariableDeclaration(parent)) return isOnlyAskedForFields(cx, parent.name, seen);
  if (!ts.isCallExpression(parent) || parent.arguments.some((argument) => ts.isSpreadElement(argument))) return false;
  const symbol = symbolAt(cx.project, parent.expression);
  const fn: FunctionNode | undefined = symbol && moduleFunction(cx.project, symbol)?.node;
  const parameter = fn && parametersOf(cx, fn)[parent.arguments.indexOf(at)];
  return (
    parameter !== undefined && parameter.dotDotDotToken === undefined && isOnlyAskedForFields(cx, parameter.name, seen)
  );
}

function isChanged(ts: Lowering['ts'], { parent }: ts.PropertyAccessExpression): boolean {
  return ts.isDeleteExpression(parent);
}
