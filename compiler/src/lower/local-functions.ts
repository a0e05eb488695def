/** Functions that stand inside of others: their companions stand outside, and receive the variables around them that they use. */

import type ts from 'typescript';
import { forEachAssigned, symbolOf } from './assigned.js';
import type { FunctionNode, Ts } from './context.js';
import type { Captured, ModuleFunction } from './resolve.js';
import { skipOuter } from './resolve.js';
import { walkTree } from './walk.js';

type Names = { readonly ts: Ts; readonly checker: ts.TypeChecker; readonly program: ts.Program };

export type LocalFunction = {
  readonly fn: ModuleFunction;
  /** What it uses of its surroundings and cannot be given: the first such word. */
  readonly problem: ts.Node | undefined;
};

/**
 * A function that has no name in its module: an expression, or what a local name always stands for. `undefined` for a symbol that
 * stands for a function of the module, for no function, or for one that cannot be told.
 */
export function localFunction(names: Names, of: FunctionNode | ts.Symbol): LocalFunction | undefined {
  const { ts } = names;
  const node = 'kind' in of ? of : declaredFunction(ts, of);
  if (node?.body === undefined) return undefined;
  let statement: ts.Node = node;
  while (!ts.isSourceFile(statement.parent)) statement = statement.parent;
  const symbol = 'kind' in of ? undefined : of;
  const own = node.name !== undefined && ts.isIdentifier(node.name) ? node.name.text : undefined;
  const name = symbol?.name ?? own ?? 'operand';
  const key = `${node.getSourceFile().fileName}#${name}@${node.pos}`;
  const { variables, functions, problem } = capturedBy(names, node);
  const fn = { key, name, node, statement: statement as ts.Statement, symbol, local: true };
  const captured: Captured = { variables: [...variables.keys()], functions };
  return { fn: variables.size + functions.size > 0 ? { ...fn, captured } : fn, problem };
}

function declaredFunction(ts: Ts, symbol: ts.Symbol): FunctionNode | undefined {
  const declaration = symbol.valueDeclaration;
  if (declaration === undefined || isOfModule(ts, declaration)) return undefined;
  if (ts.isFunctionDeclaration(declaration)) return declaration;
  if (!ts.isVariableDeclaration(declaration) || !(ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const))
    return undefined;
  const value = declaration.initializer && skipOuter(ts, declaration.initializer);
  return value && (ts.isArrowFunction(value) || ts.isFunctionExpression(value)) ? value : undefined;
}

/** Whether code behind the last statement of the module could use a declaration by its name. */
function isOfModule(ts: Ts, declaration: ts.Node): boolean {
  for (let at = declaration.parent; !ts.isSourceFile(at); at = at.parent)
    if (
      !ts.isVariableDeclarationList(at) &&
      !ts.isVariableStatement(at) &&
      !isOfImport(ts, at) &&
      !ts.isBindingName(at)
    )
      return false;
  return true;
}

function isOfImport(ts: Ts, node: ts.Node): boolean {
  return ts.isImportDeclaration(node) || ts.isImportClause(node) || ts.isNamedImports(node);
}

type Found = {
  /** With the word that names each first. */
  readonly variables: Map<ts.Symbol, ts.Node>;
  readonly functions: Map<ts.Symbol, FunctionNode>;
  problem: ts.Node | undefined;
};

/** What a function uses of the functions and blocks around it, also by way of the local functions that it calls. */
function capturedBy(names: Names, root: FunctionNode): Found {
  const { ts } = names;
  const found: Found = { variables: new Map(), functions: new Map(), problem: undefined };
  const scanned: FunctionNode[] = [root];
  const scan = (fn: FunctionNode): void =>
    walkTree(fn, (node) => {
      if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return false;
      if (node.kind === ts.SyntaxKind.ThisKeyword || node.kind === ts.SyntaxKind.SuperKeyword) found.problem ??= node;
      if (!ts.isIdentifier(node)) return true;
      const symbol = symbolOf(names, node);
      const isWithin = (each: ts.Node): boolean => scanned.some((its) => each.pos >= its.pos && each.end <= its.end);
      const outside = (symbol?.declarations ?? []).filter(
        (each) =>
          each.getSourceFile() === fn.getSourceFile() &&
          !isWithin(each) &&
          !ts.isTypeElement(each) &&
          !isMember(ts, each) &&
          !isOfModule(ts, each),
      );
      if (symbol === undefined || outside.length === 0 || found.functions.has(symbol)) return true;
      const local = declaredFunction(ts, symbol);
      if (local !== undefined) {
        found.functions.set(symbol, local);
        scanned.push(local);
        scan(local);
      } else if (outside.every((each) => isVariable(ts, each))) {
        if (!found.variables.has(symbol)) found.variables.set(symbol, node);
      } else found.problem ??= node;
      return true;
    });
  scan(root);
  for (const [symbol, word] of found.variables)
    if (!isFixed(names, symbol, scanned) || !isVisible(names, symbol, root)) found.problem ??= word;
  return found;
}

function isVariable(ts: Ts, declaration: ts.Node): boolean {
  return ts.isVariableDeclaration(declaration) || ts.isParameter(declaration) || ts.isBindingElement(declaration);
}

/** Whether a variable keeps its value as long as a call lasts: nothing but the body of the function that declares it assigns it. */
function isFixed(names: Names, symbol: ts.Symbol, callees: readonly FunctionNode[]): boolean {
  const { ts } = names;
  const [declaration] = symbol.declarations ?? [];
  if (declaration === undefined) return false;
  const functionAround = (node: ts.Node): ts.Node => {
    let at = node.parent;
    while (!ts.isSourceFile(at) && !ts.isFunctionLike(at)) at = at.parent;
    return at;
  };
  const home = functionAround(declaration);
  let fixed = true;
  forEachAssigned(ts, home, (name, declares) => {
    if (!declares && symbolOf(names, name) === symbol && functionAround(name) !== home) fixed = false;
  });
  return fixed && !callees.some((fn) => fn === home);
}

/** Whether a variable can be named where a function stands: nothing else of its name is nearer. */
export function isVisible({ ts, checker }: Names, symbol: ts.Symbol, at: ts.Node): boolean {
  return checker.getSymbolsInScope(at, ts.SymbolFlags.Value).some((seen) => seen === symbol);
}

/** A name that is looked up in a value, not in the scopes around. */
function isMember(ts: Ts, declaration: ts.Node): boolean {
  return ts.isClassElement(declaration) || ts.isObjectLiteralElementLike(declaration) || ts.isEnumMember(declaration);
}
