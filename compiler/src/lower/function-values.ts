/** Functions in objects, and functions that a condition chooses: what a call of them means is known as long as nothing else is done with them. */

import type ts from 'typescript';
import { isReassigned, symbolOf } from './assigned.js';
import {
  boolean,
  type Callable,
  declare,
  hiddenVariable,
  type ListValue,
  type Lowering,
  type RecordValue,
  report,
  typeOf,
  type Variable,
} from './context.js';
import { lowerCondition, lowerExpression } from './expressions.js';
import { makerOf, runMaker } from './instantiate.js';
import { isList, listOf } from './function-lists.js';
import { usesThis } from './indirect-calls.js';
import { guarded } from './opaque.js';
import { isUnknown } from './types.js';
import { resolveCallable, resolveFunction, skipOuter } from './resolve.js';
import { classTakenApart, localClass, makeTakenApart, scopeOfParts, usesWhole } from './taken-objects.js';
import { isOnlyCalled, isOnlyTakenApart } from './taken-apart.js';

/** What the name of a declaration stands for, should it be such a structure; what its parts compute is lowered at the cursor. */
export function structureOf(cx: Lowering, name: ts.Identifier, initializer: ts.Expression): Callable | undefined {
  const { ts } = cx;
  const symbol = cx.checker.getSymbolAtLocation(name);
  if (symbol === undefined || isReassigned(cx, symbol)) return undefined;
  const at = skipOuter(ts, initializer);
  if (ts.isConditionalExpression(at)) return isOnlyCalled(cx, symbol, name) ? choiceOf(cx, at, name.text) : undefined;
  const made = localClass(cx, name, at);
  if (made !== undefined) return made;
  if (!isOnlyTakenApart(cx, symbol, name)) return undefined;
  const own = classTakenApart(cx, at);
  if (own !== undefined) return makeTakenApart(cx, at, own);
  if (isList(cx, at)) return listOf(cx, at);
  if (ts.isObjectLiteralExpression(at)) return recordOf(cx, at);
  const maker = makerOf(cx, at);
  const gives = maker && skipOuter(ts, maker.gives);
  if (maker === undefined || gives === undefined) return undefined;
  if (ts.isObjectLiteralExpression(gives)) return runMaker(cx, maker, () => recordOf(cx, gives));
  if (!ts.isNewExpression(gives)) return undefined;
  return runMaker(cx, maker, () => {
    const of = classTakenApart(cx, gives);
    return of && makeTakenApart(cx, gives, of);
  });
}

/** An object literal that is passed to a function which only takes it apart. */
export function recordArgument(
  cx: Lowering,
  parameter: ts.ParameterDeclaration,
  argument: ts.Expression,
): RecordValue | ListValue | undefined {
  const { ts } = cx;
  const at = skipOuter(ts, argument);
  if (parameter.dotDotDotToken !== undefined) return undefined;
  if (ts.isIdentifier(parameter.name)) {
    const symbol = symbolOf(cx, parameter.name);
    if (symbol === undefined || isReassigned(cx, symbol) || !isOnlyTakenApart(cx, symbol, parameter.name))
      return undefined;
  } else if (!ts.isObjectBindingPattern(parameter.name) || parameter.name.elements.some((each) => each.dotDotDotToken))
    return undefined;
  if (ts.isObjectLiteralExpression(at)) return recordOf(cx, at);
  if (isList(cx, at)) return listOf(cx, at);
  const own = classTakenApart(cx, at);
  if (own !== undefined) return makeTakenApart(cx, at, own);
  const known = resolveCallable(cx, at);
  return known?.kind === 'record' ? known : undefined;
}

export function isRecordArgument(cx: Lowering, argument: ts.Expression): boolean {
  if (classTakenApart(cx, argument) !== undefined) return true;
  return isRecord(cx, argument) || isList(cx, argument) || resolveCallable(cx, argument)?.kind === 'record';
}

/** Whether an expression is an object literal that holds functions, in a form that can be taken apart. */
export function isRecord(cx: Lowering, expression: ts.Expression): boolean {
  const { ts } = cx;
  const at = skipOuter(ts, expression);
  if (!ts.isObjectLiteralExpression(at)) return false;
  let holds = false;
  const plain = at.properties.every((property) => {
    if (property.name === undefined || !(ts.isIdentifier(property.name) || ts.isStringLiteral(property.name)))
      return false;
    if (ts.isMethodDeclaration(property)) {
      holds = true;
      return property.asteriskToken === undefined && !ts.getModifiers(property)?.length;
    }
    const value = ts.isPropertyAssignment(property)
      ? property.initializer
      : ts.isShorthandPropertyAssignment(property)
        ? property.name
        : undefined;
    if (value === undefined) return false;
    holds ||= isFunction(cx, value) || isList(cx, value);
    return true;
  });
  return plain && holds && !usesWhole(cx, at);
}

function isFunction(cx: Lowering, node: ts.Expression): boolean {
  const { ts } = cx;
  const at = skipOuter(ts, node);
  return ts.isArrowFunction(at) || ts.isFunctionExpression(at) || resolveCallable(cx, at) !== undefined;
}

export function recordOf(cx: Lowering, node: ts.Expression): RecordValue | undefined {
  const { ts } = cx;
  if (!ts.isObjectLiteralExpression(node) || !isRecord(cx, node)) return undefined;
  const members = new Map<string, Callable | Variable>();
  const scope = scopeOfParts(cx.scope, members);
  for (const property of node.properties) {
    const name = (property.name as ts.Identifier).text;
    if (ts.isMethodDeclaration(property)) {
      members.set(name, { kind: 'closure', node: property, scope, name });
      continue;
    }
    const value = ts.isPropertyAssignment(property) ? property.initializer : (property.name as ts.Identifier);
    const known = listOf(cx, value) ?? resolveCallable(cx, value);
    const own =
      known?.kind === 'closure' && ts.isFunctionExpression(skipOuter(ts, value)) ? { ...known, scope } : known;
    if (own !== undefined) members.set(name, own);
    else {
      const given = lowerExpression(cx, value);
      const declared = cx.types.at(property.name as ts.Identifier);
      const type = isUnknown(declared) || declared.kind === 'void' ? typeOf(cx, given) : declared;
      members.set(name, hiddenVariable(cx, name, type, guarded(cx, value, given, type)));
    }
  }
  return { kind: 'record', members };
}

export function choiceOf(cx: Lowering, node: ts.ConditionalExpression, name: string): Callable | undefined {
  const [then, otherwise] = [resolveFunction(cx, node.whenTrue), resolveFunction(cx, node.whenFalse)];
  if (then === undefined || otherwise === undefined) return undefined;
  const test = lowerCondition(cx, node.condition);
  return { kind: 'choice', test: hiddenVariable(cx, name, boolean, test), then, otherwise };
}

/* ------------------------------------------------------------------- patterns */

/** Whether a function that is taken out of its object would be called without it. */
export function losesThis(cx: Lowering, of: Callable): boolean {
  return (of.kind === 'closure' || of.kind === 'module') && usesThis(cx, of);
}

/** Gives the names of a parameter's pattern what a record holds. */
export function bindRecord(
  cx: Lowering,
  pattern: ts.ObjectBindingPattern,
  record: RecordValue,
  bind: (element: ts.BindingElement, value: Variable | undefined) => void,
): void {
  const { ts } = cx;
  for (const element of pattern.elements) {
    const key = element.propertyName ?? element.name;
    const member = ts.isIdentifier(key) || ts.isStringLiteral(key) ? record.members.get(key.text) : undefined;
    const fallback = member === undefined && element.initializer ? resolveCallable(cx, element.initializer) : member;
    const symbol = ts.isIdentifier(element.name) ? symbolOf(cx, element.name) : undefined;
    if (fallback !== undefined && 'kind' in fallback && losesThis(cx, fallback))
      report(cx, 1019, element, { text: element.getText() });
    else if (fallback !== undefined && 'kind' in fallback && symbol !== undefined && !isReassigned(cx, symbol))
      declare(cx, symbol, { kind: 'opaque', text: 'Function' }, fallback);
    else bind(element, member === undefined || 'kind' in member ? undefined : member);
  }
}
