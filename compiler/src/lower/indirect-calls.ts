/** Calls of functions that a condition has chosen, and calls by way of `call` and `apply`. */

import type ts from 'typescript';
import type { ValueId } from '../ir/types.js';
import { callModuleFunction, hasResult, refuseCall } from './calls.js';
import { argumentsOf, type Callable, constant, type FunctionValue, type Lowering, missing } from './context.js';
import { lowerExpression } from './expressions.js';
import { isRecordArgument } from './function-values.js';
import { callClosure } from './inline.js';
import { makesFunction } from './instantiate.js';
import { lowerMathMember } from './math.js';
import { opaqueCall } from './opaque-calls.js';
import { resolveCallable, resolveFunction, skipOuter } from './resolve.js';
import { forget, isFunctions, isSelection, select, withEither } from './selected.js';
import { walkTree } from './walk.js';

/** Calls whichever of several functions is meant; `undefined` where these are not known. */
export function callSelected(
  cx: Lowering,
  node: ts.CallExpression,
  callee: ts.Expression,
  used: boolean,
): ValueId | undefined {
  const known = resolveCallable(cx, callee);
  if (known !== undefined && known.kind !== 'choice' && known.kind !== 'pick') return undefined;
  const selected = select(cx, callee);
  const value = selected && isFunctions(selected.of) ? callEither(cx, node, selected.of, used) : undefined;
  if (selected !== undefined) forget(cx, selected.keys);
  return value;
}

function callEither(cx: Lowering, node: ts.CallExpression, of: Callable, used: boolean): ValueId {
  const evaluated = argumentsOf(cx, node).filter(
    (argument) =>
      !cx.ts.isSpreadElement(argument) &&
      !cx.known.has(argument) &&
      resolveCallable(cx, argument) === undefined &&
      !makesFunction(cx, argument) &&
      !isRecordArgument(cx, argument) &&
      !isSelection(cx, argument),
  );
  for (const argument of evaluated) cx.known.set(argument, lowerExpression(cx, argument));
  const type = cx.types.at(node);
  const wanted = used && hasResult(type);
  const call = (fn: Callable): ValueId => {
    if (fn.kind === 'closure') return callClosure(cx, node, fn, used);
    if (fn.kind === 'module') return callModuleFunction(cx, node, fn, used);
    const value = fn.kind === 'math' ? lowerMathMember(cx, node, fn.name) : undefined;
    return value ?? opaqueCall(cx, node, used, refuseCall(cx, node, node.expression));
  };
  const value = withEither(cx, node, of, wanted ? type : undefined, (fn) => {
    const given = call(fn);
    return wanted ? given : undefined;
  });
  for (const argument of evaluated) cx.known.delete(argument);
  return value ?? (wanted ? missing(cx, node, type) : constant(cx, node, undefined));
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

export function usesThis(cx: Lowering, fn: FunctionValue): boolean {
  if (fn.kind === 'math' || cx.ts.isArrowFunction(fn.node)) return false;
  let uses = false;
  walkTree(fn.node, (at) => {
    if (at.kind === cx.ts.SyntaxKind.ThisKeyword || at.kind === cx.ts.SyntaxKind.SuperKeyword) uses = true;
  });
  return uses;
}
