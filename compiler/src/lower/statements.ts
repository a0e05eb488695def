/** Lowers statements. */

import type ts from 'typescript';
import type { Refusal, ValueId } from '../ir/types.js';
import { assign, isReassigned } from './assigned.js';
import { hasResult } from './calls.js';
import {
  apply,
  type BlockExit,
  declare,
  type Env,
  type Lowering,
  lookUp,
  missing,
  number,
  originOf,
  refusal,
  report,
  setVariable,
  type Target,
  terminate,
  typeOf,
} from './context.js';
import { branch, leave, openBlock } from './control.js';
import { lowerCondition, lowerExpression } from './expressions.js';
import { bindPattern } from './destructuring.js';
import { instantiate, makesFunction } from './instantiate.js';
import { knownTest } from './known-tests.js';
import { presumedTest } from './presumed-tests.js';
import { declaredType } from './literals.js';
import { lowerThrow, lowerTry } from './exceptions.js';
import { structureOf } from './function-values.js';
import { lowerForIn } from './iteration.js';
import { lowerDo, lowerFor, lowerForOf, lowerWhile } from './loops.js';
import { guarded, opaqueEffect } from './opaque.js';
import { bindName } from './parameters.js';
import { isGlobal, resolveFunction } from './resolve.js';
import { bindSelected, forget, isSelection, select } from './selected.js';
import { lowerSwitch } from './switch.js';
import { isReadUnder } from './taken-apart.js';
import { opsOf } from '../ir/walk.js';
import { walkTree } from './walk.js';

/** The body of a function, or its first statements; its `var`s belong to all of it. */
export function lowerBody(cx: Lowering, body: ts.Block, statements: readonly ts.Statement[] = body.statements): void {
  const { ts } = cx;
  const hoist = (name: ts.BindingName): void => {
    if (!ts.isIdentifier(name)) {
      for (const element of name.elements) if (ts.isBindingElement(element)) hoist(element.name);
      return;
    }
    const symbol = cx.checker.getSymbolAtLocation(name);
    if (symbol === undefined || cx.scope.variables.has(symbol) || isFunctionName(cx, name)) return;
    declare(cx, symbol, declaredType(cx, name));
  };
  walkTree(body, (node) => {
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return false;
    if (ts.isVariableDeclarationList(node) && !(node.flags & ts.NodeFlags.BlockScoped))
      node.declarations.forEach((each) => hoist(each.name));
    return true;
  });
  lowerStatements(cx, statements);
}

/** Statements of one block; its functions are known from its start on. */
export function lowerStatements(cx: Lowering, statements: readonly ts.Statement[]): void {
  const { ts } = cx;
  for (const statement of statements) if (ts.isFunctionDeclaration(statement)) declareFunction(cx, statement);
  for (const statement of statements) {
    if (cx.dead) return;
    lowerStatement(cx, statement);
  }
}

function declareFunction(cx: Lowering, node: ts.FunctionDeclaration): void {
  const symbol = node.name && cx.checker.getSymbolAtLocation(node.name);
  if (symbol === undefined || node.body === undefined || node.name === undefined) return;
  declare(
    cx,
    symbol,
    { kind: 'opaque', text: 'Function' },
    { kind: 'closure', node, scope: cx.scope, name: node.name.text },
  );
}

export function lowerStatement(cx: Lowering, node: ts.Statement, labels: readonly string[] = []): void {
  if (cx.project.isHeld(node)) lowerHeld(cx, node);
  else lowerPlain(cx, node, labels);
}

function lowerPlain(cx: Lowering, node: ts.Statement, labels: readonly string[]): void {
  const { ts } = cx;
  if (ts.isBlock(node)) scoped(cx, () => lowerStatements(cx, node.statements));
  else if (ts.isVariableStatement(node)) lowerDeclarations(cx, node.declarationList);
  else if (ts.isExpressionStatement(node)) lowerExpression(cx, node.expression, false);
  else if (ts.isIfStatement(node)) lowerIf(cx, node);
  else if (ts.isForStatement(node)) scoped(cx, () => lowerFor(cx, node, labels));
  else if (ts.isWhileStatement(node)) lowerWhile(cx, node, labels);
  else if (ts.isDoStatement(node)) lowerDo(cx, node, labels);
  else if (ts.isForOfStatement(node)) scoped(cx, () => lowerForOf(cx, node, labels));
  else if (ts.isSwitchStatement(node)) scoped(cx, () => lowerSwitch(cx, node, labels));
  else if (ts.isReturnStatement(node)) lowerReturn(cx, node);
  else if (ts.isBreakOrContinueStatement(node)) lowerJump(cx, node);
  else if (ts.isThrowStatement(node)) lowerThrow(cx, node);
  else if (ts.isLabeledStatement(node)) lowerLabelled(cx, node, labels);
  else if (ts.isClassDeclaration(node) || ts.isEnumDeclaration(node))
    report(cx, 1014, node.name ?? node, {
      name: node.name?.text ?? 'class',
      what: ts.isClassDeclaration(node) ? 'class' : 'enum',
    });
  else if (ts.isTryStatement(node)) lowerTry(cx, node);
  else if (ts.isForInStatement(node)) scoped(cx, () => lowerForIn(cx, node, labels, refuseForIn(node)));
  else if (!isTypeOnly(cx, node))
    opaqueStatementOf(cx, node, refusal(1022, node, { what: 'this kind of statement' }), 'the statement');
}

function isTypeOnly(cx: Lowering, node: ts.Statement): boolean {
  const { ts } = cx;
  return (
    ts.isEmptyStatement(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node)
  );
}

/** Variables declared within `body` are gone behind it. */
export function scoped(cx: Lowering, body: () => void): void {
  const before = new Set(cx.env.keys());
  body();
  for (const variable of [...cx.env.keys()]) if (!before.has(variable)) cx.env.delete(variable);
}

/* ------------------------------------------------------------- declarations */

export function lowerDeclarations(cx: Lowering, list: ts.VariableDeclarationList): void {
  const { NodeFlags } = cx.ts;
  const scope: ts.NodeFlags = list.flags & NodeFlags.BlockScoped;
  if (scope === NodeFlags.Using || scope === NodeFlags.AwaitUsing)
    return report(cx, 1022, list, { what: '`using`, which acts at the end of the block' });
  const isVar = scope === NodeFlags.None;
  for (const declaration of list.declarations) if (!cx.dead) lowerDeclaration(cx, declaration, isVar);
}

function lowerDeclaration(cx: Lowering, { name, initializer }: ts.VariableDeclaration, isVar: boolean): void {
  const { ts } = cx;
  if (initializer === undefined) {
    if (isVar || !ts.isIdentifier(name)) return;
    const symbol = cx.checker.getSymbolAtLocation(name);
    if (symbol !== undefined) declare(cx, symbol, declaredType(cx, name));
    return;
  }
  if (ts.isIdentifier(name) && isFunctionName(cx, name)) {
    const fn = resolveFunction(cx, initializer) ?? (isVar ? undefined : instantiate(cx, initializer));
    const symbol = cx.checker.getSymbolAtLocation(name);
    if (fn !== undefined && symbol !== undefined) {
      declare(
        cx,
        symbol,
        { kind: 'opaque', text: 'Function' },
        fn.kind === 'closure' ? { ...fn, name: name.text } : fn,
      );
      return;
    }
  }
  if (ts.isIdentifier(name) && !isVar) {
    const symbol = cx.checker.getSymbolAtLocation(name);
    const known = structureOf(cx, name, initializer);
    if (known !== undefined && symbol !== undefined) {
      declare(cx, symbol, cx.types.at(name), known);
      return;
    }
  }
  if (!isVar && bindSelection(cx, name, initializer)) return;
  // The members of `Math` keep their meaning under any name.
  if (ts.isObjectBindingPattern(name) && isGlobal(cx.project, initializer, 'Math')) return;
  const value = lowerExpression(cx, initializer);
  if (isVar && ts.isIdentifier(name)) {
    const symbol = cx.checker.getSymbolAtLocation(name);
    const variable = symbol && lookUp(cx.scope, symbol);
    if (variable !== undefined) assign(cx, variable, value, name);
    return;
  }
  if (isVar) bindVarPattern(cx, name as ts.BindingPattern, value);
  else bindName(cx, name, value);
}

/** Functions, or objects with functions, that an index or a key selects. */
function bindSelection(cx: Lowering, name: ts.BindingName, initializer: ts.Expression): boolean {
  if (!isSelection(cx, initializer) || !isReadUnder(cx, name)) return false;
  const selected = select(cx, initializer);
  if (selected === undefined) return false;
  bindSelected(cx, name, selected.of, () => lowerExpression(cx, initializer));
  forget(cx, selected.keys);
  return true;
}

function bindVarPattern(cx: Lowering, pattern: ts.BindingPattern, value: ValueId): void {
  bindPattern(cx, pattern, value, (name, part) => {
    const symbol = cx.checker.getSymbolAtLocation(name);
    const variable = symbol && lookUp(cx.scope, symbol);
    if (variable !== undefined) assign(cx, variable, part, name);
  });
}

/** Whether a variable holds one function for good, so that calls of it are calls of that function. */
function isFunctionName(cx: Lowering, name: ts.Identifier): boolean {
  const { ts } = cx;
  const declaration = name.parent;
  if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return false;
  const symbol = cx.checker.getSymbolAtLocation(name);
  if (symbol === undefined || isReassigned(cx, symbol)) return false;
  if (cx.types.typeAt(name).getCallSignatures().length === 0) return false;
  return resolveFunction(cx, declaration.initializer) !== undefined || makesFunction(cx, declaration.initializer);
}

/* ------------------------------------------------------------------ control */

function lowerIf(cx: Lowering, node: ts.IfStatement): void {
  const { elseStatement } = node;
  const known = presumedTest(cx, node.expression) ?? knownTest(cx, node.expression);
  if (known !== undefined) {
    const taken = known ? node.thenStatement : elseStatement;
    if (taken !== undefined) lowerStatement(cx, taken);
    return;
  }
  const test = lowerCondition(cx, node.expression);
  branch(
    cx,
    node,
    test,
    () => lowerStatement(cx, node.thenStatement),
    () => elseStatement && lowerStatement(cx, elseStatement),
  );
}

function lowerReturn(cx: Lowering, node: ts.ReturnStatement): void {
  const to = cx.returnTo;
  const wanted = to.kind === 'function' ? hasResult(to.type) : to.wanted;
  const given = node.expression && lowerExpression(cx, node.expression, wanted);
  const value = wanted ? guarded(cx, node, given ?? missing(cx, node, to.type), to.type) : undefined;
  closeThose(cx, node, cx.targets);
  if (to.kind === 'block') leave(cx, to.exit, 'break', node, value);
  else terminate(cx, { kind: 'return', values: value === undefined ? [] : [value] });
}

function lowerJump(cx: Lowering, node: ts.BreakOrContinueStatement): void {
  const { ts } = cx;
  const label = node.label?.text;
  const isBreak = ts.isBreakStatement(node);
  const meant = (target: Target): boolean => {
    if (label !== undefined) return target.labels.includes(label);
    return isBreak ? target.breakable : target.continueTo !== undefined;
  };
  const target = cx.targets.findLast(meant);
  const to = isBreak ? target?.breakTo : target?.continueTo;
  if (to === undefined) {
    report(cx, 1010, node, { text: node.getText().replace(/;$/, ''), what: 'the statement' });
    return;
  }
  const around = cx.targets.indexOf(target as Target);
  closeThose(cx, node, cx.targets.slice(isBreak ? around : around + 1));
  leave(cx, to, isBreak || to.kind === 'block' ? 'break' : 'continue', node);
}

function closeThose(cx: Lowering, node: ts.Node, left: readonly Target[]): void {
  for (const { close } of left.toReversed()) if (!cx.dead) close?.(node);
}

export function within(cx: Lowering, target: Target, body: () => void): void {
  const saved = cx.targets;
  cx.targets = [...saved, target];
  body();
  cx.targets = saved;
}

function lowerLabelled(cx: Lowering, node: ts.LabeledStatement, outer: readonly string[]): void {
  const { ts } = cx;
  const labels = [...outer, node.label.text];
  const { statement } = node;
  if (ts.isIterationStatement(statement, false) || ts.isLabeledStatement(statement)) {
    lowerStatement(cx, statement, labels);
    return;
  }
  openBlock(cx, node, (exit: BlockExit) => {
    within(cx, { labels, breakable: false, breakTo: exit, continueTo: undefined }, () => lowerStatement(cx, statement));
    return undefined;
  });
}

/* ---------------------------------------------------------- opaque and held */

/** A statement that is kept as text, provided that nothing jumps out of it. */
export function opaqueStatementOf(cx: Lowering, node: ts.Statement, refused: Refusal, what: string): void {
  const exit = exitFrom(cx, node);
  if (exit !== undefined) report(cx, 1010, exit, { text: exit.getText().split(/[\s;]/)[0] ?? '', what });
  if (declaresVar(cx, node)) report(cx, 1020, node, { text: 'var', what: `declared within ${what}` });
  if (exit === undefined) opaqueEffect(cx, node, refused);
}

/** A statement within `root` that leaves it. */
function exitFrom(cx: Lowering, root: ts.Statement): ts.Node | undefined {
  const { ts } = cx;
  let found: ts.Node | undefined;
  const visit = (node: ts.Node, loops: number, switches: number, labels: readonly string[]): void => {
    if (found !== undefined || ts.isFunctionLike(node) || ts.isClassLike(node)) return;
    if (ts.isReturnStatement(node)) found = node;
    else if (ts.isBreakOrContinueStatement(node)) {
      const stays = node.label
        ? labels.includes(node.label.text)
        : loops > 0 || (ts.isBreakStatement(node) && switches > 0);
      if (!stays) found = node;
    }
    const inner = ts.isIterationStatement(node, false) ? loops + 1 : loops;
    const cases = ts.isSwitchStatement(node) ? switches + 1 : switches;
    const named = ts.isLabeledStatement(node) ? [...labels, node.label.text] : labels;
    node.forEachChild((child) => visit(child, inner, cases, named));
  };
  visit(root, 0, 0, []);
  return found;
}

function declaresVar(cx: Lowering, root: ts.Node): boolean {
  const { ts } = cx;
  let declares = false;
  walkTree(root, (node) => {
    if (ts.isFunctionLike(node)) return false;
    if (ts.isVariableDeclarationList(node) && !(node.flags & ts.NodeFlags.BlockScoped)) declares = true;
    return true;
  });
  return declares;
}

function refuseForIn(node: ts.ForInStatement): Refusal {
  const whole = refusal(1012, node, {});
  const close = node.getSourceFile().text.indexOf(')', node.expression.end);
  return { ...whole, origin: { ...originOf(node), end: close + 1 } };
}

/** A statement marked `@nondifferentiable`: the numbers that it computes are constants. */
function lowerHeld(cx: Lowering, node: ts.Statement): void {
  const { ts } = cx;
  if (!ts.isVariableStatement(node) && !ts.isExpressionStatement(node)) {
    report(cx, 4009, node, { what: 'is more than one assignment' });
    return;
  }
  const before: Env = new Map(cx.env);
  const start = cx.region.ops.length;
  lowerPlain(cx, node, []);
  const made = { params: [], ops: cx.region.ops.slice(start), end: { kind: 'yield', values: [] } } as const;
  for (const op of opsOf(made)) {
    const writes =
      op.kind === 'store' ||
      op.kind === 'set' ||
      op.kind === 'call' ||
      (op.kind === 'method' && op.name !== 'slice' && op.name !== 'subarray');
    if (writes) report(cx, 4009, node, { what: 'writes into memory' });
  }
  for (const [variable, value] of [...cx.env]) {
    if (value === undefined || before.get(variable) === value) continue;
    const { kind } = typeOf(cx, value);
    if (kind === 'number') setVariable(cx, variable, apply(cx, node, 'stopGradient', [value], number));
    else if (kind === 'array' || kind === 'object') report(cx, 4009, node, { what: `gives an ${kind}` });
  }
}
