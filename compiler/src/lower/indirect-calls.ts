/** Calls of functions that a condition has chosen, and calls by way of `call` and `apply`. */

import type ts from 'typescript';
import type { ValueId } from '../ir/types.js';
import { callModuleFunction, hasResult, refuseCall } from './calls.js';
import {
  type Callable,
  type ChoiceValue,
  constant,
  type FunctionValue,
  type Lowering,
  missing,
  valueOf,
} from './context.js';
import { branchValue } from './control.js';
import { lowerExpression } from './expressions.js';
import { callClosure } from './inline.js';
import { lowerMathMember } from './math.js';
import { opaqueCall } from './opaque-calls.js';
import { resolveCallable, resolveFunction, skipOuter } from './resolve.js';
import { walkTree } from './walk.js';

/** Calls whichever of two functions a condition has chosen. */
export function callChosen(cx: Lowering, node: ts.CallExpression, choice: ChoiceValue, used: boolean): ValueId {
  const { ts } = cx;
  for (const argument of node.arguments)
    if (!ts.isSpreadElement(argument) && resolveCallable(cx, argument) === undefined)
      cx.known.set(argument, lowerExpression(cx, argument));
  const type = cx.types.at(node);
  const call = (fn: Callable): ValueId => {
    if (fn.kind === 'choice') return callChosen(cx, node, fn, used);
    if (fn.kind === 'math') return lowerMathMember(cx, node, fn.name) ?? missing(cx, node, type);
    if (fn.kind === 'closure') return callClosure(cx, node, fn, used);
    if (fn.kind === 'module') return callModuleFunction(cx, node, fn, used);
    return opaqueCall(cx, node, used, refuseCall(cx, node, node.expression));
  };
  const test = valueOf(cx, choice.test, node);
  const value = branchValue(
    cx,
    node,
    test,
    () => (hasResult(type) ? call(choice.then) : (call(choice.then), undefined)),
    () => (hasResult(type) ? call(choice.otherwise) : (call(choice.otherwise), undefined)),
    hasResult(type) ? type : undefined,
  );
  for (const argument of node.arguments) cx.known.delete(argument);
  return value ?? constant(cx, node, undefined);
}

/** `f.call(undefined, a, b)` and `f.apply(undefined, [a, b])`, where `f` is known and has no use for `this`. */
export function callIndirectly(
  cx: Lowering,
  node: ts.CallExpression,
  callee: ts.Expression,
  used: boolean,
): ValueId | undefined {
  const { ts } = cx;
  if (!ts.isPropertyAccessExpression(callee) || !/^(call|apply)$/.test(callee.name.text)) return undefined;
  const fn = resolveFunction(cx, callee.expression);
  const [self, ...others] = node.arguments;
  if (fn === undefined || self === undefined || !isPlain(cx, self) || usesThis(cx, fn)) return undefined;
  const passed = callee.name.text === 'call' ? others : listed(cx, others);
  if (passed === undefined) return undefined;
  cx.passed.set(node, passed);
  if (fn.kind === 'math') {
    const value = lowerMathMember(cx, node, fn.name);
    if (value === undefined) cx.passed.delete(node);
    return value;
  }
  return fn.kind === 'closure' ? callClosure(cx, node, fn, used) : callModuleFunction(cx, node, fn, used);
}

/** The elements of the one array that `apply` is given, should it be written there. */
function listed(cx: Lowering, [list, ...others]: readonly ts.Expression[]): readonly ts.Expression[] | undefined {
  if (list === undefined) return [];
  const at = skipOuter(cx.ts, list);
  return others.length === 0 && cx.ts.isArrayLiteralExpression(at) ? at.elements : undefined;
}

/** Evaluated or not makes no difference. */
function isPlain(cx: Lowering, node: ts.Expression): boolean {
  const { ts } = cx;
  const at = skipOuter(ts, node);
  return ts.isIdentifier(at) || at.kind === ts.SyntaxKind.NullKeyword || at.kind === ts.SyntaxKind.ThisKeyword;
}

function usesThis(cx: Lowering, fn: FunctionValue): boolean {
  if (fn.kind === 'math' || cx.ts.isArrowFunction(fn.node)) return false;
  let uses = false;
  walkTree(fn.node, (at) => {
    if (at.kind === cx.ts.SyntaxKind.ThisKeyword || at.kind === cx.ts.SyntaxKind.SuperKeyword) uses = true;
  });
  return uses;
}
