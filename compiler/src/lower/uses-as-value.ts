/** Which functions are handed around as values, so that nobody can say at compile time where a derivative of them is asked for. */

import type ts from 'typescript';
import type { FunctionKey } from '../ir/types.js';
import { symbolOf } from './assigned.js';
import type { Ts } from './context.js';
import { isProjectFile } from './packages.js';
import { moduleFunction, skipOuter, unaliased } from './resolve.js';
import { operatorCalled } from './sites.js';
import { walkTree } from './walk.js';

type Names = { readonly ts: Ts; readonly checker: ts.TypeChecker; readonly program: ts.Program };

/**
 * The functions of the project's modules that may be operands of `grad` and the like somewhere else than in a call that names them.
 *
 * @param of the functions that are asked about, by their names in their modules.
 * @param entries files whose exports others see.
 */
export function usedAsValues(
  names: Names,
  of: ReadonlySet<string>,
  entries: readonly string[],
): ReadonlySet<FunctionKey> {
  const { ts, checker, program } = names;
  const used = new Set<FunctionKey>();
  const opened = new Set<ts.Symbol>();
  const use = (symbol: ts.Symbol | undefined): void => {
    if (symbol !== undefined && isModule(names, symbol)) return useAll(symbol);
    const fn = symbol && moduleFunction(names, unaliased(names, symbol));
    if (fn !== undefined) used.add(fn.key);
  };
  const useAll = (symbol: ts.Symbol | undefined): void => {
    const module = symbol && unaliased(names, symbol);
    if (module === undefined || opened.has(module)) return;
    opened.add(module);
    checker.getExportsOfModule(module).forEach(use);
  };
  for (const entry of entries) {
    const file = program.getSourceFile(entry);
    if (file !== undefined) useAll(checker.getSymbolAtLocation(file));
  }
  const files = program.getSourceFiles().filter((file) => isProjectFile(program, file));
  const asked = new Set([...of, ...files.flatMap((file) => modulesExportedBy(ts, file))]);
  for (const file of files) {
    const local = namesFor(ts, file, asked);
    walkTree(file, (node) => {
      if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return false;
      if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return false;
      if (ts.isCallExpression(node) && isDynamicImport(ts, node)) {
        const [specifier] = node.arguments;
        if (specifier !== undefined) useAll(checker.getSymbolAtLocation(specifier));
      }
      if (!ts.isIdentifier(node) || !local.has(node.text) || !isValueUse(names, node)) return true;
      use(symbolOf(names, node));
      return true;
    });
  }
  return used;
}

/** The names of modules that a file exports as a whole: `export * as name from …`. */
function modulesExportedBy(ts: Ts, file: ts.SourceFile): readonly string[] {
  return file.statements.flatMap((statement) => {
    const clause = ts.isExportDeclaration(statement) ? statement.exportClause : undefined;
    return clause !== undefined && ts.isNamespaceExport(clause) ? [clause.name.text] : [];
  });
}

/** What the functions may be called in a file: whatever it imports may be one of them under another name. */
function namesFor(ts: Ts, file: ts.SourceFile, of: ReadonlySet<string>): ReadonlySet<string> {
  const local = new Set(of);
  for (const statement of file.statements) {
    const clause = ts.isImportDeclaration(statement) ? statement.importClause : undefined;
    if (clause?.name !== undefined) local.add(clause.name.text);
    if (clause?.namedBindings === undefined) continue;
    if (ts.isNamespaceImport(clause.namedBindings)) local.add(clause.namedBindings.name.text);
    else for (const { name } of clause.namedBindings.elements) local.add(name.text);
  }
  return local;
}

function isDynamicImport(ts: Ts, node: ts.CallExpression): boolean {
  return (
    node.expression.kind === ts.SyntaxKind.ImportKeyword ||
    (ts.isIdentifier(node.expression) && node.expression.text === 'require')
  );
}

/** Neither a declaration, nor called, nor named in a call of an operator. */
function isValueUse(names: Names, node: ts.Identifier): boolean {
  const { ts } = names;
  let at: ts.Expression = node;
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) {
    // `space.f` is looked at as a whole, by its last name.
    if (parent.expression === node) return !isModule(names, symbolOf(names, node));
    at = parent;
  }
  while (isOuter(ts, at.parent)) at = at.parent;
  const user = at.parent;
  if (ts.isCallExpression(user) && user.expression === at) return false;
  if (ts.isCallExpression(user) && user.arguments[0] === at) return operatorCalled(names, user) === undefined;
  if (ts.isPropertyAccessExpression(user) && user.expression === at && isModule(names, symbolOf(names, node)))
    return false;
  if (ts.isExportAssignment(user)) return false;
  return !('name' in user && user.name === node) || ts.isShorthandPropertyAssignment(user);
}

/** A file as a whole. */
function isModule(names: Names, symbol: ts.Symbol | undefined): boolean {
  return symbol !== undefined && unaliased(names, symbol).declarations?.some(names.ts.isSourceFile) === true;
}

function isOuter(ts: Ts, node: ts.Node): node is ts.Expression {
  return skipOuter(ts, node as ts.Expression) !== node;
}
