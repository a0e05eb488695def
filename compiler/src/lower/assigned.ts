/** Finds assignments ahead of lowering: what a loop may change, and what a closure may see change. */

import type ts from 'typescript';
import type { ValueId } from '../ir/types.js';
import {
  type Callable,
  type Lowering,
  lookUp,
  type Scope,
  selfOf,
  setVariable,
  type Ts,
  type Variable,
} from './context.js';
import { guarded } from './opaque.js';
import { isAssignmentOperator, isOuter, walkTree } from './walk.js';

/** Calls `visit` for every identifier in `node` that an assignment gives a new value, nested functions included. */
export function forEachAssigned(ts: Ts, node: ts.Node, visit: (name: ts.Identifier, declares: boolean) => void): void {
  const target = (expression: ts.Node): void => {
    if (ts.isIdentifier(expression)) visit(expression, false);
    else if (isOuter(ts, expression)) target(expression.expression);
    else if (ts.isArrayLiteralExpression(expression)) expression.elements.forEach(target);
    else if (ts.isSpreadElement(expression) || ts.isSpreadAssignment(expression)) target(expression.expression);
    else if (ts.isObjectLiteralExpression(expression)) expression.properties.forEach(target);
    else if (ts.isPropertyAssignment(expression)) target(expression.initializer);
    else if (ts.isShorthandPropertyAssignment(expression)) target(expression.name);
    else if (ts.isBinaryExpression(expression) && expression.operatorToken.kind === ts.SyntaxKind.EqualsToken)
      target(expression.left);
  };
  const declared = (name: ts.BindingName): void => {
    if (ts.isIdentifier(name)) visit(name, true);
    else for (const element of name.elements) if (ts.isBindingElement(element)) declared(element.name);
  };
  walkTree(node, (at) => {
    if (ts.isBinaryExpression(at) && isAssignmentOperator(ts, at.operatorToken.kind)) target(at.left);
    else if (ts.isPrefixUnaryExpression(at) || ts.isPostfixUnaryExpression(at)) {
      if (at.operator === ts.SyntaxKind.PlusPlusToken || at.operator === ts.SyntaxKind.MinusMinusToken)
        target(at.operand);
    } else if (ts.isForOfStatement(at) || ts.isForInStatement(at)) {
      if (ts.isVariableDeclarationList(at.initializer))
        at.initializer.declarations.forEach((each) => declared(each.name));
      else target(at.initializer);
    } else if (ts.isVariableDeclaration(at) && at.initializer !== undefined) declared(at.name);
  });
}

export function symbolOf(
  cx: { readonly ts: Ts; readonly checker: ts.TypeChecker },
  name: ts.Identifier,
): ts.Symbol | undefined {
  const { ts, checker } = cx;
  // In `({ a = b } = …)`, `b` is a child of the same node.
  if (ts.isShorthandPropertyAssignment(name.parent) && name.parent.name === name)
    return checker.getShorthandAssignmentValueSymbol(name.parent);
  // `constructor(public x: number)` declares two things of one name: within the constructor it means the parameter.
  if (ts.isParameter(name.parent) && ts.isParameterPropertyDeclaration(name.parent, name.parent.parent))
    return checker.getSymbolsOfParameterPropertyDeclaration(name.parent, name.text)[0];
  return checker.getSymbolAtLocation(name);
}

/** The variables in scope that running `nodes` may assign, also by calling local functions. */
export function assignedIn(
  cx: Lowering,
  nodes: readonly (ts.Node | undefined)[],
  called: readonly Callable[] = [],
): Set<Variable> {
  const { ts } = cx;
  const found = new Set<Variable>();
  const seen = new Set<ts.Node>();
  const scan = (node: ts.Node, scope: Scope): void => {
    if (seen.has(node)) return;
    seen.add(node);
    forEachAssigned(ts, node, (name) => {
      const symbol = symbolOf(cx, name);
      const variable = symbol && lookUp(scope, symbol);
      // What a module keeps is memory: its cell stays the same.
      if (variable !== undefined && variable.state === undefined) found.add(variable);
    });
    walkTree(node, (at) => {
      const self = at.kind === ts.SyntaxKind.ThisKeyword ? selfOf(scope) : undefined;
      if (self?.kind === 'building') for (const field of self.fields?.() ?? []) found.add(field);
      if (ts.isIdentifier(at)) {
        const symbol = symbolOf(cx, at);
        const fn = symbol && lookUp(scope, symbol)?.fn;
        if (fn !== undefined) follow(fn);
      }
    });
  };
  const follow = (fn: Callable): void => {
    if (fn.kind === 'closure') scan(fn.node, fn.scope);
    else if (fn.kind === 'choice') [fn.then, fn.otherwise].forEach(follow);
    else if (fn.kind === 'list') fn.items.forEach(follow);
    else if (fn.kind === 'pick') fn.ways.forEach((way) => follow(way.of));
    else if (fn.kind === 'record') {
      for (const member of fn.members.values())
        if ('kind' in member) follow(member);
        else found.add(member);
    }
  };
  for (const node of nodes) if (node !== undefined) scan(node, cx.scope);
  called.forEach(follow);
  return found;
}

/** Whether a variable gets a value other than by its one declaration. */
export function isReassigned(cx: Lowering, symbol: ts.Symbol): boolean {
  const declaration = symbol.declarations?.[0];
  if (declaration === undefined) return true;
  const root = outermostFunction(cx.ts, declaration);
  let assigned = cx.project.reassigned.get(root);
  if (assigned === undefined) cx.project.reassigned.set(root, (assigned = reassignedIn(cx, root)));
  return assigned.has(symbol);
}

function outermostFunction(ts: Ts, node: ts.Node): ts.Node {
  let outermost = node;
  for (let at = node; !ts.isSourceFile(at); at = at.parent) if (ts.isFunctionLike(at)) outermost = at;
  return outermost;
}

function reassignedIn(cx: Lowering, root: ts.Node): ReadonlySet<ts.Symbol> {
  const found = new Set<ts.Symbol>();
  const declared = new Set<ts.Symbol>();
  forEachAssigned(cx.ts, root, (name, declares) => {
    const symbol = symbolOf(cx, name);
    if (symbol === undefined) return;
    if (declares && !declared.has(symbol) && !isVarOfLoop(cx.ts, name)) declared.add(symbol);
    else found.add(symbol);
  });
  return found;
}

/** A `var` within a loop is one variable for all turns. */
function isVarOfLoop(ts: Ts, name: ts.Node): boolean {
  let list = name.parent;
  while (!ts.isVariableDeclarationList(list)) {
    if (ts.isSourceFile(list)) return false;
    list = list.parent;
  }
  if ((list.flags & ts.NodeFlags.BlockScoped) !== 0) return false;
  for (let at: ts.Node = list; !ts.isFunctionLike(at) && !ts.isSourceFile(at); at = at.parent)
    if (ts.isIterationStatement(at, false)) return true;
  return false;
}

/** Gives a variable a new value. */
export function assign(cx: Lowering, variable: Variable, value: ValueId, node: ts.Node): void {
  // A variable without one structure has that of its value, until it may have one of several: then what they hold is lost (`control.ts`).
  const isField = (variable.symbol as ts.Symbol | undefined) === undefined;
  const isKept = variable.type.kind === 'opaque' && !isField;
  setVariable(cx, variable, isKept ? value : guarded(cx, node, value, variable.type));
}
