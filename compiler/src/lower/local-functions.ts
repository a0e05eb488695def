/** Functions that stand inside of others: those that use nothing of their surroundings are differentiated like any of the module. */

import type ts from 'typescript';
import { symbolOf } from './assigned.js';
import type { FunctionNode, Ts } from './context.js';
import type { ModuleFunction } from './resolve.js';
import { skipOuter } from './resolve.js';
import { walkTree } from './walk.js';

type Names = { readonly ts: Ts; readonly checker: ts.TypeChecker; readonly program: ts.Program };

export type LocalFunction = {
  readonly fn: ModuleFunction;
  /** What it uses of the function or block around it: the first such word. */
  readonly captured: ts.Node | undefined;
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
  const fn = { key, name, node, statement: statement as ts.Statement, symbol, local: true };
  return { fn, captured: firstCaptured(names, node) };
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

function firstCaptured(names: Names, fn: FunctionNode): ts.Node | undefined {
  const { ts } = names;
  let found: ts.Node | undefined;
  walkTree(fn, (node) => {
    if (found !== undefined) return false;
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return false;
    if (node.kind === ts.SyntaxKind.ThisKeyword || node.kind === ts.SyntaxKind.SuperKeyword) found = node;
    if (!ts.isIdentifier(node)) return true;
    const declarations = symbolOf(names, node)?.declarations ?? [];
    const outside = declarations.filter(
      (each) => each.getSourceFile() === fn.getSourceFile() && (each.pos < fn.pos || each.end > fn.end),
    );
    if (outside.some((each) => !ts.isTypeElement(each) && !isMember(ts, each) && !isOfModule(ts, each))) found = node;
    return true;
  });
  return found;
}

/** A name that is looked up in a value, not in the scopes around. */
function isMember(ts: Ts, declaration: ts.Node): boolean {
  return ts.isClassElement(declaration) || ts.isObjectLiteralElementLike(declaration) || ts.isEnumMember(declaration);
}
