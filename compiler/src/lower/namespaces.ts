/** Namespaces: their functions are lowered in place, and what else they declare has a name outside if it is exported. */

import type ts from 'typescript';
import type { FunctionValue, Lowering, Scope, Ts } from './context.js';
import { isOuter } from './walk.js';

type Names = { readonly ts: Ts; readonly checker: ts.TypeChecker };

/** The function that a name of a namespace stands for. */
export function namespaceFunction(
  { ts, outermost }: Pick<Lowering, 'ts' | 'outermost'>,
  symbol: ts.Symbol,
): Extract<FunctionValue, { kind: 'closure' }> | undefined {
  const scope: Scope = { parent: outermost, variables: new Map() };
  for (const declaration of symbol.declarations ?? []) {
    if (namespaceOf(ts, declaration) === undefined) continue;
    if (ts.isFunctionDeclaration(declaration) && declaration.body !== undefined)
      return { kind: 'closure', node: declaration, scope, name: symbol.name };
    const value =
      ts.isVariableDeclaration(declaration) && isNamespaceConst(ts, declaration) ? declaration.initializer : undefined;
    const fn = value && inside(ts, value);
    if (fn !== undefined && (ts.isArrowFunction(fn) || ts.isFunctionExpression(fn)))
      return { kind: 'closure', node: fn, scope, name: symbol.name };
  }
  return undefined;
}

/**
 * How a name that a namespace declares is written outside of it, `undefined` for what none declares; `text`: `undefined` for what it
 * keeps to itself, unless that is a literal.
 */
export function nameOutsideNamespace(
  names: Names,
  symbol: ts.Symbol,
): { readonly text: string | undefined } | undefined {
  const { ts } = names;
  const declaration = symbol.declarations?.[0];
  const space = declaration && namespaceOf(ts, declaration);
  if (declaration === undefined || space === undefined) return undefined;
  const own = names.checker.getSymbolAtLocation(space.name);
  const exported =
    own && names.checker.getExportsOfModule(own).some((each) => each.declarations?.includes(declaration));
  if (exported !== true) return { text: literalOf(ts, declaration) };
  const around = nameOutsideNamespace(names, own);
  const prefix = around === undefined ? space.name.text : around.text;
  return { text: prefix && `${prefix}.${symbol.name}` };
}

function literalOf(ts: Ts, declaration: ts.Node): string | undefined {
  if (!ts.isVariableDeclaration(declaration) || !isConst(ts, declaration)) return undefined;
  const value = declaration.initializer && inside(ts, declaration.initializer);
  const operand = value && ts.isPrefixUnaryExpression(value) ? value.operand : value;
  return operand !== undefined && (ts.isNumericLiteral(operand) || ts.isStringLiteral(operand))
    ? operand === value
      ? operand.getText()
      : `(${value!.getText()})`
    : undefined;
}

function inside(ts: Ts, node: ts.Expression): ts.Expression {
  return isOuter(ts, node) ? inside(ts, node.expression) : node;
}

function isConst(ts: Ts, declaration: ts.VariableDeclaration): boolean {
  return (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
}

/** A constant that a namespace declares. */
export function isNamespaceConst(ts: Ts, declaration: ts.VariableDeclaration): boolean {
  return isConst(ts, declaration) && namespaceOf(ts, declaration) !== undefined;
}

/** The namespace in whose block, and in no function of it, something is declared. */
function namespaceOf(ts: Ts, declaration: ts.Node): ts.ModuleDeclaration | undefined {
  let at = declaration;
  if (ts.isVariableDeclaration(at)) at = at.parent.parent;
  const block = at.parent as ts.Node | undefined;
  if (block === undefined || !ts.isModuleBlock(block)) return undefined;
  return ts.isIdentifier(block.parent.name) && !block.getSourceFile().isDeclarationFile ? block.parent : undefined;
}
