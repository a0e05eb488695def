/** Functions of the project that write into what they are given, and nowhere else; and those that give back what they have made. */

import type ts from 'typescript';
import { isReassigned } from './assigned.js';
import { calledBy } from './called.js';
import { takesSelf } from './classes.js';
import { parametersOf } from './calls.js';
import type { FunctionNode, Lowering } from './context.js';
import { callEffects, functionEffects, isFromLibrary, isImmediate, isOwnArray } from './effects.js';
import { isGlobal, skipOuter, symbolAt } from './resolve.js';
import { isAssignmentOperator, walkTree } from './walk.js';

export type Written = {
  /** The parameters that a function may write into; `'this'` is the object that a method is called on. */
  readonly into: ReadonlySet<ts.Symbol | 'this'>;
  /** The names of the properties to which it gives something that it has not made. */
  readonly foreign: ReadonlySet<string>;
};

const found = new WeakMap<FunctionNode, { readonly written: Written | undefined }>();
const none: Written = { into: new Set(), foreign: new Set() };

/** @returns `undefined` for a function that may change something else, or be seen to run. */
export function writtenBy(cx: Lowering, fn: FunctionNode): Written | undefined {
  const known = found.get(fn);
  if (known !== undefined) return known.written;
  found.set(fn, { written: undefined }); // as long as it is not known: of a function that calls itself it never is
  const written = analyse(cx, fn);
  found.set(fn, { written });
  return written;
}

function analyse(cx: Lowering, fn: FunctionNode): Written | undefined {
  const { ts } = cx;
  const effects = functionEffects(cx, fn);
  if (!effects.writesArguments && effects.kind !== 'effects') return none;
  if (fn.asteriskToken !== undefined || fn.body === undefined) return undefined;
  if (ts.getCombinedModifierFlags(fn as ts.Declaration) & ts.ModifierFlags.Async) return undefined;
  let written = new Set<ts.Symbol | 'this'>();
  const foreign = new Set<string>();
  let isConfined = true;
  const write = (target: ts.Expression): void => {
    const root = rootOf(cx, fn, target);
    if (root === undefined) isConfined = false;
    else if (root !== 'own') written.add(root);
  };
  const visit = (node: ts.Node): boolean => {
    if (!isConfined || ts.isTypeNode(node)) return false;
    if (ts.isFunctionLike(node)) {
      if (!isImmediate(cx, node)) isConfined = false;
    } else if (ts.isBinaryExpression(node) && isAssignmentOperator(ts, node.operatorToken.kind))
      assign(node.left, node.right);
    else if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
      const { PlusPlusToken, MinusMinusToken } = ts.SyntaxKind;
      if (node.operator === PlusPlusToken || node.operator === MinusMinusToken) assign(node.operand);
    } else if (ts.isCallExpression(node)) call(node);
    else if (ts.isNewExpression(node)) isConfined &&= isGlobal(cx.project, node.expression, node.expression.getText());
    else if (ts.isDeleteExpression(node) || ts.isTaggedTemplateExpression(node) || ts.isAwaitExpression(node))
      isConfined = false;
    else if (ts.isForOfStatement(node) || ts.isForInStatement(node))
      isConfined &&= ts.isVariableDeclarationList(node.initializer);
    return isConfined;
  };
  const assign = (target: ts.Expression, value?: ts.Expression): void => {
    const at = skipOuter(ts, target);
    const isOwn = value === undefined || isPlainValue(cx, value) || rootOf(cx, fn, value) === 'own';
    if (ts.isPropertyAccessExpression(at) && !isOwn) foreign.add(at.name.text);
    if (ts.isIdentifier(at)) isConfined &&= isWithin(cx, fn, at);
    else if (ts.isPropertyAccessExpression(at) || ts.isElementAccessExpression(at)) write(at.expression);
    else isConfined = false;
  };
  const call = (node: ts.CallExpression): void => {
    const callee = skipOuter(ts, node.expression);
    const called = calledBy(cx, callee);
    if (called === undefined) {
      const changed = changedBy(cx, node, callee);
      if (changed === undefined) isConfined = false;
      else if (changed !== 'nothing') write(changed);
      return;
    }
    // What it does by calling itself it does otherwise, too: it is gone through again as long as that adds something.
    const inner = called === fn ? { into: new Set(written), foreign } : writtenBy(cx, called);
    if (inner === undefined) isConfined = false;
    for (const name of inner?.foreign ?? []) foreign.add(name);
    for (const each of inner?.into ?? []) {
      const index = parametersOf(cx, called).findIndex((one) => cx.checker.getSymbolAtLocation(one.name) === each);
      const argument =
        each !== 'this' ? node.arguments[index] : ts.isPropertyAccessExpression(callee) ? callee.expression : undefined;
      if (argument !== undefined) write(argument);
      else if (each === 'this' || index < 0) isConfined = false;
    }
  };
  for (let before = -1; isConfined && written.size > before; ) {
    before = written.size;
    written = new Set(written);
    walkTree(fn.body, visit);
  }
  return isConfined ? { into: written, foreign } : undefined;
}

/** What a call of the library changes. */
function changedBy(
  cx: Lowering,
  node: ts.CallExpression,
  callee: ts.Expression,
): ts.Expression | 'nothing' | undefined {
  if (!cx.ts.isPropertyAccessExpression(callee)) return callEffects(cx, node).writesArguments ? undefined : 'nothing';
  const { expression, name } = callee;
  if (isGlobal(cx.project, expression, 'console') || isGlobal(cx.project, expression, 'Reflect')) return undefined;
  if (isGlobal(cx.project, expression, 'Object') && /^(freeze|seal|assign)$/.test(name.text)) return node.arguments[0];
  if (!callEffects(cx, node).writesArguments) return 'nothing';
  const symbol = cx.checker.getSymbolAtLocation(name);
  const isChange = /^(push|pop|shift|unshift|splice|sort|reverse|fill|copyWithin|set)$/.test(name.text);
  return isChange && symbol !== undefined && isFromLibrary(cx, symbol) ? expression : undefined;
}

/** What an expression within a function stands for: a parameter, or what the function has made; `undefined`: anything. */
function rootOf(cx: Lowering, fn: FunctionNode, expression: ts.Expression): ts.Symbol | 'this' | 'own' | undefined {
  const { ts } = cx;
  const at = skipOuter(ts, expression);
  if (at.kind === ts.SyntaxKind.ThisKeyword) return takesSelf(ts, fn) ? 'this' : undefined;
  if (isMade(cx, at) || isOwnArray(cx, fn, at)) return 'own';
  const symbol = ts.isIdentifier(at) ? symbolAt(cx.project, at) : undefined;
  const declaration = symbol?.valueDeclaration;
  if (symbol === undefined || declaration === undefined || isReassigned(cx, symbol)) return undefined;
  if (ts.isParameter(declaration) && declaration.parent === fn) return symbol;
  const isOwn = ts.isVariableDeclaration(declaration) && isWithin(cx, fn, at as ts.Identifier);
  return isOwn && declaration.initializer !== undefined && isMade(cx, declaration.initializer) ? 'own' : undefined;
}

/** Whether nobody else knows what an expression gives, nor anything in it. */
function isMade(cx: Lowering, node: ts.Expression): boolean {
  const { ts } = cx;
  const at = skipOuter(ts, node);
  if (ts.isArrayLiteralExpression(at)) return at.elements.every((each) => isPlainValue(cx, each) || isMade(cx, each));
  if (ts.isObjectLiteralExpression(at))
    return at.properties.every(
      (each) =>
        (ts.isPropertyAssignment(each) && (isPlainValue(cx, each.initializer) || isMade(cx, each.initializer))) ||
        (ts.isShorthandPropertyAssignment(each) && isPlainValue(cx, each.name)),
    );
  if (ts.isNewExpression(at)) return /^(Float(64|32)|Int\d+|Uint\d+|)Array$/.test(at.expression.getText());
  if (!ts.isCallExpression(at)) return false;
  const called = calledBy(cx, skipOuter(ts, at.expression));
  return called !== undefined && givesOwn(cx, called);
}

function isPlainValue(cx: Lowering, node: ts.Expression): boolean {
  return /^(number|boolean|string)$/.test(cx.types.at(node).kind);
}

const giving = new WeakMap<FunctionNode, boolean>();

/** Whether a function gives back an array that it has made. */
export function givesOwn(cx: Lowering, fn: FunctionNode): boolean {
  const known = giving.get(fn);
  if (known !== undefined) return known;
  giving.set(fn, false);
  const { ts } = cx;
  const { body } = fn;
  let all = body !== undefined && fn.asteriskToken === undefined;
  if (body !== undefined && !ts.isBlock(body)) all &&= isMade(cx, body);
  else if (body !== undefined)
    walkTree(body, (node) => {
      if (ts.isReturnStatement(node)) all &&= node.expression !== undefined && isOwnHere(cx, fn, node.expression);
      return node === body || !ts.isFunctionLike(node);
    });
  giving.set(fn, all);
  return all;
}

function isOwnHere(cx: Lowering, fn: FunctionNode, node: ts.Expression): boolean {
  const at = skipOuter(cx.ts, node);
  return isMade(cx, at) || (cx.ts.isIdentifier(at) && rootOf(cx, fn, at) === 'own');
}

function isWithin(cx: Lowering, fn: FunctionNode, name: ts.Identifier): boolean {
  const declaration = symbolAt(cx.project, name)?.valueDeclaration;
  return declaration !== undefined && declaration.pos >= fn.pos && declaration.end <= fn.end;
}
