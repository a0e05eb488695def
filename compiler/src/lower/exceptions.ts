/** `try`, `catch`, `finally` and `throw`: exceptions become jumps to the code that catches them. */

import type ts from 'typescript';
import type { ValueId } from '../ir/types.js';
import {
  boolean,
  constant,
  type FunctionNode,
  type Lowering,
  refusal,
  report,
  type Target,
  terminate,
} from './context.js';
import { branch, leave, openBlock } from './control.js';
import { isFromLibrary } from './effects.js';
import { lowerExpression } from './expressions.js';
import { attempt } from './inline.js';
import { opaquePieces } from './opaque.js';
import { bindName } from './parameters.js';
import { isGlobal, resolveFunction, skipOuter } from './resolve.js';
import { lowerStatement, opaqueStatementOf, scoped, within } from './statements.js';
import { walkTree } from './walk.js';

const unknown = { kind: 'opaque', text: 'unknown' } as const;
const reads = { kind: 'reads', writesArguments: false } as const;

/** Structured where all that may throw is known, or can be asked how it ended; otherwise the text as it stands. */
export function lowerTry(cx: Lowering, node: ts.TryStatement): void {
  const { problem } = attempt(cx, () => {
    if (node.finallyBlock === undefined) lowerCatch(cx, node);
    else lowerFinally(cx, node, node.finallyBlock);
    return constant(cx, node, undefined);
  });
  if (problem !== undefined) opaqueStatementOf(cx, node, refusal(1007, node, {}), 'the `try` statement');
}

function lowerCatch(cx: Lowering, node: ts.TryStatement): void {
  const { catchClause } = node;
  if (catchClause === undefined) {
    lowerStatement(cx, node.tryBlock);
    return;
  }
  openBlock(cx, node, (done) => {
    const error = catching(cx, node.tryBlock, () => {
      lowerStatement(cx, node.tryBlock);
      if (!cx.dead) leave(cx, done, 'break', node);
    });
    if (cx.dead) return undefined;
    scoped(cx, () => {
      const name = catchClause.variableDeclaration?.name;
      if (name !== undefined && error !== undefined) bindName(cx, name, error);
      lowerStatement(cx, catchClause.block);
    });
    return undefined;
  });
}

function lowerFinally(cx: Lowering, node: ts.TryStatement, block: ts.Block): void {
  const { targets, handler } = cx;
  const finish = (): void => {
    const saved = { targets: cx.targets, handler: cx.handler };
    Object.assign(cx, { targets, handler });
    lowerStatement(cx, block);
    Object.assign(cx, saved);
  };
  openBlock(cx, node, (done) => {
    const error = catching(cx, node, () => {
      const target: Target = { labels: [], breakable: false, breakTo: done, continueTo: undefined, close: finish };
      within(cx, target, () => lowerCatch(cx, node));
      if (cx.dead) return;
      // What the last block throws is not caught by itself.
      cx.handler = handler;
      finish();
      if (!cx.dead) leave(cx, done, 'break', node);
    });
    if (cx.dead) return undefined;
    finish();
    if (!cx.dead) throwValue(cx, node, error ?? constant(cx, node, undefined));
    return undefined;
  });
}

/** Lowers `body`, which leaves by an exit of its own; goes on where something in it was thrown, with what was thrown. */
function catching(cx: Lowering, node: ts.Node, body: () => void): ValueId | undefined {
  const saved = cx.handler;
  const error = openBlock(
    cx,
    node,
    (exit) => {
      cx.handler = exit;
      body();
      cx.handler = saved;
      return undefined;
    },
    unknown,
    'error',
  );
  cx.handler = saved;
  return error;
}

export function lowerThrow(cx: Lowering, node: ts.ThrowStatement): void {
  throwValue(cx, node, lowerExpression(cx, node.expression));
}

export function throwValue(cx: Lowering, node: ts.Node, value: ValueId): void {
  if (cx.handler === undefined) terminate(cx, { kind: 'throw', value });
  else leave(cx, cx.handler, 'break', node, asUnknown(cx, node, value));
}

/** What is thrown in several places has one type where it is caught. */
function asUnknown(cx: Lowering, node: ts.Node, value: ValueId): ValueId {
  const type = cx.fn.typeOf(value);
  if (type.kind === 'opaque' && type.text === unknown.text) return value;
  return opaquePieces(cx, node, [value], unknown, { kind: 'pure', writesArguments: false }, refusal(1007, node, {}));
}

/* ------------------------------------------------------- code that may throw */

/** Goes on where opaque code has come to its end; `outcome` says whether it has, and what it threw or gave. */
export function checkOutcome(cx: Lowering, node: ts.Node, outcome: ValueId): void {
  const { handler } = cx;
  if (handler === undefined) return;
  const refused = refusal(1007, node, {});
  // Asking for the outcome cannot fail in its turn.
  cx.handler = undefined;
  const failed = opaquePieces(cx, node, ['!', outcome, '.ok'], boolean, reads, refused);
  branch(
    cx,
    node,
    failed,
    () => leave(cx, handler, 'break', node, opaquePieces(cx, node, [outcome, '.error'], unknown, reads, refused)),
    () => undefined,
  );
  cx.handler = handler;
}

/** Whether a function must be lowered in place, because what it throws would be caught here. */
export function mustSeeThrows(cx: Lowering, fn: FunctionNode): boolean {
  return cx.handler !== undefined && mayThrow(cx, fn, new Set());
}

/** A call of a function that cannot be lowered in place, and may throw. */
export function refuseThrowing(cx: Lowering, node: ts.Node, fn: FunctionNode): void {
  if (mustSeeThrows(cx, fn)) report(cx, 1007, node, {});
}

function mayThrow(cx: Lowering, fn: FunctionNode, seen: Set<ts.Node>): boolean {
  const { ts } = cx;
  if (seen.has(fn)) return false;
  seen.add(fn);
  let throws = false;
  walkTree(fn, (node) => {
    if (throws) return false;
    if (ts.isThrowStatement(node) || ts.isNewExpression(node) || ts.isForOfStatement(node)) throws = true;
    if (ts.isTaggedTemplateExpression(node) || ts.isAwaitExpression(node)) throws = true;
    if (ts.isCallExpression(node)) throws ||= callMayThrow(cx, node, seen);
    return true;
  });
  return throws;
}

function callMayThrow(cx: Lowering, node: ts.CallExpression, seen: Set<ts.Node>): boolean {
  const { ts } = cx;
  const callee = skipOuter(ts, node.expression);
  if (ts.isPropertyAccessExpression(callee)) {
    if (isGlobal(cx.project, callee.expression, 'Math')) return false;
    const symbol = cx.checker.getSymbolAtLocation(callee.name);
    if (symbol !== undefined && isFromLibrary(cx, symbol) && cx.types.at(callee.expression).kind === 'array')
      return false;
  }
  const fn = resolveFunction(cx, callee);
  if (fn === undefined) return true;
  return fn.kind !== 'math' && mayThrow(cx, fn.node, seen);
}
