/** Calls that give a function: `const scale = scaler(2)`. The maker is inlined, and what it returns is known. */

import type ts from 'typescript';
import { canBind, parametersOf } from './calls.js';
import { childScope, type FunctionNode, type FunctionValue, type Lowering, type Scope } from './context.js';
import { scopeOfCall } from './generics.js';
import { inlineArguments, isRecursive } from './inline.js';
import { bindParameters } from './parameters.js';
import { resolveFunction, skipOuter } from './resolve.js';
import { lowerBody } from './statements.js';
import { classMeant } from './taken-objects.js';
import { walkTree } from './walk.js';

export type Maker = {
  readonly node: FunctionNode;
  readonly scope: Scope;
  readonly call: ts.CallExpression;
  readonly gives: ts.Expression;
};

/** Whether an expression calls a function that does nothing at its end but return a function. */
export function makesFunction(cx: Lowering, expression: ts.Expression): boolean {
  const maker = makerOf(cx, expression);
  return maker !== undefined && !givesObject(cx, maker.gives);
}

/** The function that such a call gives. Its maker's body is lowered at the cursor. */
export function instantiate(cx: Lowering, expression: ts.Expression): FunctionValue | undefined {
  const maker = makerOf(cx, expression);
  if (maker === undefined || givesObject(cx, maker.gives)) return undefined;
  return runMaker(cx, maker, () => resolveFunction(cx, maker.gives));
}

/** Lowers the body of a maker at the cursor; `give` then finds what it returns. */
export function runMaker<T>(cx: Lowering, maker: Maker, give: () => T | undefined): T | undefined {
  const { ts } = cx;
  const saved = { scope: cx.scope, targets: cx.targets, inlining: cx.inlining };
  const before = { ops: cx.region.ops.length, env: new Map(cx.env), problems: cx.problems.length, end: cx.end };
  const made =
    resolveFunction(cx, maker.call.expression) === undefined ? instantiate(cx, maker.call.expression) : undefined;
  const scope = made?.kind === 'closure' ? made.scope : maker.scope;
  const args = inlineArguments(cx, maker.call, maker.node, scope.types);
  Object.assign(cx, {
    scope: childScope(scope),
    targets: [],
    inlining: [...cx.inlining, maker.node],
  });
  bindParameters(cx, maker.node, args);
  const { body } = maker.node;
  if (body !== undefined && ts.isBlock(body)) lowerBody(cx, body, body.statements.slice(0, -1));
  const fn = give();
  Object.assign(cx, saved);
  if (fn !== undefined && cx.problems.length === before.problems && cx.end === before.end) return fn;
  cx.region.ops.length = before.ops;
  cx.problems.length = before.problems;
  cx.env = before.env;
  return undefined;
}

export function makerOf(cx: Lowering, expression: ts.Expression): Maker | undefined {
  const { ts } = cx;
  const call = skipOuter(ts, expression);
  if (!ts.isCallExpression(call) || cx.dead || call.questionDotToken !== undefined) return undefined;
  const fn = resolveFunction(cx, call.expression) ?? givenFunction(cx, call.expression);
  if (fn === undefined || fn.kind === 'math' || cx.inlining.includes(fn.node) || !canBind(cx, fn.node, call.arguments))
    return undefined;
  if (fn.kind === 'closure' && isRecursive(cx, fn)) return undefined;
  if (fn.kind === 'module' && (fn.node.getSourceFile() !== cx.home || cx.project.isConstant(fn.node))) return undefined;
  const gives = returnedFunction(cx, fn.node);
  const scope = scopeOfCall(cx, call, fn);
  return gives && { node: fn.node, scope, call, gives };
}

/** `f(a)` in `f(a)(b)`: the function that it gives, whose surroundings are known once `f`'s body is lowered. */
function givenFunction(cx: Lowering, expression: ts.Expression): FunctionValue | undefined {
  const maker = makerOf(cx, expression);
  const node = maker && skipOuter(cx.ts, maker.gives);
  if (node === undefined || !isFunction(cx.ts, node)) return undefined;
  return { kind: 'closure', node: node as ts.ArrowFunction, scope: childScope(cx.outermost), name: undefined };
}

/** What a function returns, when that is a function and stands at its end only. */
function returnedFunction(cx: Lowering, node: FunctionNode): ts.Expression | undefined {
  const { ts } = cx;
  const { body } = node;
  const isPlain = node.asteriskToken === undefined && parametersOf(cx, node).length === node.parameters.length;
  const isAsync = (ts.getCombinedModifierFlags(node as ts.Declaration) & ts.ModifierFlags.Async) !== 0;
  if (body === undefined || !isPlain || isAsync) return undefined;
  if (!ts.isBlock(body)) return isFunction(ts, body) || givesObject(cx, body) ? body : undefined;
  const last = body.statements.at(-1);
  if (last === undefined || !ts.isReturnStatement(last) || last.expression === undefined) return undefined;
  if (givesObject(cx, last.expression)) return countReturns(ts, body) === 1 ? last.expression : undefined;
  const hasCalls = cx.types.typeAt(last.expression).getCallSignatures().length > 0;
  const known = isFunction(ts, last.expression) || ts.isIdentifier(last.expression);
  return hasCalls && known && countReturns(ts, body) === 1 ? last.expression : undefined;
}

/** Whether an expression makes an object that may be taken apart. */
function givesObject(cx: Lowering, node: ts.Expression): boolean {
  const at = skipOuter(cx.ts, node);
  return cx.ts.isObjectLiteralExpression(at) || (cx.ts.isNewExpression(at) && classMeant(cx, at) !== undefined);
}

function isFunction(ts: Lowering['ts'], node: ts.Expression): boolean {
  const at = skipOuter(ts, node);
  return ts.isArrowFunction(at) || ts.isFunctionExpression(at);
}

function countReturns(ts: Lowering['ts'], body: ts.Block): number {
  let count = 0;
  walkTree(body, (node) => {
    if (ts.isFunctionLike(node)) return false;
    if (ts.isReturnStatement(node)) count += 1;
    return true;
  });
  return count;
}
