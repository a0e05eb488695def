/** Finds out what names stand for: functions of the project, `Math`, constants, the runtime. */

import type ts from 'typescript';
import type { FunctionKey } from '../ir/types.js';
import {
  type Callable,
  type FunctionNode,
  type FunctionValue,
  type Lowering,
  lookUp,
  type Scope,
  selfOf,
  type Ts,
} from './context.js';
import { symbolOf } from './assigned.js';
import { usesThis } from './indirect-calls.js';
import { isPatched } from './held-functions.js';
import { namespaceFunction } from './namespaces.js';
import { assignsFunction } from './assigned-properties.js';
import { isProjectFile } from './packages.js';
import { isFixedConstant } from './taken-apart.js';
import type { TypeTable } from './types.js';
import { isOuter } from './walk.js';

export type Names = { readonly ts: Ts; readonly checker: ts.TypeChecker; readonly program: ts.Program };

/** A function that needs nothing but its module, with a body that can be read. */
export type ModuleFunction = {
  readonly key: FunctionKey;
  readonly name: string;
  readonly node: FunctionNode;
  readonly statement: ts.Statement;
  readonly symbol: ts.Symbol | undefined;
  /** It stands inside of another function: the module has no name for it. */
  readonly local?: boolean;
  /** The class that it is a member of. */
  readonly owner?: string;
  /** For an instance of a generic function: the types of its code, and the name of the function. */
  readonly types?: TypeTable;
  readonly generic?: string;
  /** What a local function uses of the functions and blocks around it. */
  readonly captured?: Captured;
};

export type Captured = {
  /** In the order of the leading parameters of its companions. */
  readonly variables: readonly ts.Symbol[];
  /** The local functions that it may call. */
  readonly functions: ReadonlyMap<ts.Symbol, FunctionNode>;
};

/** Parentheses, casts and `!` say nothing about a value. */
export function skipOuter(ts: Ts, node: ts.Expression): ts.Expression {
  let at = node;
  while (isOuter(ts, at)) at = at.expression;
  return at;
}

export function unaliased({ ts, checker }: Names, symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** The symbol that an identifier or a dotted name stands for, imports followed. */
export function symbolAt(names: Names, node: ts.Expression): ts.Symbol | undefined {
  const { ts, checker } = names;
  const at = skipOuter(ts, node);
  const symbol = ts.isIdentifier(at)
    ? symbolOf(names, at)
    : ts.isPropertyAccessExpression(at)
      ? checker.getSymbolAtLocation(at.name)
      : undefined;
  return symbol && unaliased(names, symbol);
}

export function moduleFunction(names: Names, symbol: ts.Symbol): ModuleFunction | undefined {
  const { ts, program } = names;
  for (const declaration of symbol.declarations ?? []) {
    if (!isProjectFile(program, declaration.getSourceFile())) continue;
    if (
      ts.isFunctionDeclaration(declaration) &&
      declaration.body !== undefined &&
      ts.isSourceFile(declaration.parent)
    ) {
      const name = declaration.name?.text ?? 'default';
      return { key: keyOf(declaration, name), name, node: declaration, statement: declaration, symbol };
    }
    const bound = ts.isVariableDeclaration(declaration) ? functionOfConst(ts, declaration) : undefined;
    if (bound !== undefined) return { ...bound, symbol };
    // `const h = g`: another name for the same function.
    const other =
      ts.isVariableDeclaration(declaration) && isModuleConst(ts, declaration) ? declaration.initializer : undefined;
    const alias = other && ts.isIdentifier(skipOuter(ts, other)) ? symbolAt(names, other) : undefined;
    if (alias !== undefined && alias !== symbol) return moduleFunction(names, alias);
  }
  return undefined;
}

/** `const f = (…) => …` at the top level of a module. */
export function functionOfConst(
  ts: Ts,
  declaration: ts.VariableDeclaration,
): Omit<ModuleFunction, 'symbol'> | undefined {
  const statement = declaration.parent.parent;
  if (!isModuleConst(ts, declaration) || !ts.isVariableStatement(statement)) return undefined;
  if (!ts.isIdentifier(declaration.name) || declaration.initializer === undefined) return undefined;
  const node = skipOuter(ts, declaration.initializer);
  if (!ts.isArrowFunction(node) && !ts.isFunctionExpression(node)) return undefined;
  const name = declaration.name.text;
  return { key: keyOf(node, name), name, node, statement };
}

export function isModuleConst(ts: Ts, declaration: ts.VariableDeclaration): boolean {
  const statement = declaration.parent.parent;
  if (!ts.isVariableStatement(statement) || !ts.isSourceFile(statement.parent)) return false;
  return (statement.declarationList.flags & ts.NodeFlags.Const) !== 0;
}

function keyOf(node: ts.Node, name: string): FunctionKey {
  return `${node.getSourceFile().fileName}#${name}`;
}

/** The function that an expression stands for, if that can be told. */
export function resolveFunction(cx: Lowering, expression: ts.Expression): FunctionValue | undefined {
  const found = resolveCallable(cx, expression);
  return found !== undefined && isOneFunction(found) ? found : undefined;
}

function isOneFunction(found: Callable): found is FunctionValue {
  return found.kind === 'closure' || found.kind === 'module' || found.kind === 'math';
}

/** The function, or the object with functions, that an expression stands for. */
export function resolveCallable(cx: Lowering, expression: ts.Expression): Callable | undefined {
  const { ts } = cx;
  const node = skipOuter(ts, expression);
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node))
    return { kind: 'closure', node, scope: cx.scope, name: node.name?.text };
  const standIn = ts.isBinaryExpression(node) ? callableOr(cx, node) : undefined;
  if (standIn !== undefined) return standIn;
  const own = ts.isIdentifier(node) ? symbolOf(cx, node) : undefined;
  const variable = own && lookUp(cx.scope, own);
  if (variable !== undefined) return variable.fn;
  const math = mathMember(cx.project, node);
  if (math !== undefined) return { kind: 'math', name: math };
  if (ts.isPropertyAccessExpression(node) && node.expression.kind === ts.SyntaxKind.ThisKeyword) {
    const self = selfOf(cx.scope);
    if (self?.kind === 'building' && self.partOf !== undefined)
      return attached(cx, expression, self.partOf(node.name.text));
  }
  if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(skipOuter(ts, node.expression))) {
    const record = resolveCallable(cx, node.expression);
    const member = record?.kind === 'record' ? record.members.get(node.name.text) : undefined;
    if (record?.kind === 'record')
      return member !== undefined && 'kind' in member ? attached(cx, expression, member) : undefined;
  }
  const symbol = symbolAt(cx.project, node);
  if (symbol === undefined) return undefined;
  if (ts.isPropertyAccessExpression(node) && ts.isPrivateIdentifier(node.name)) return privateFunction(cx, symbol);
  const listed = ts.isPropertyAccessExpression(node)
    ? (listedFunction(cx, node, symbol) ?? nestedFunction(cx, node))
    : undefined;
  if (listed !== undefined) return listed;
  const found = moduleFunction(cx.project, symbol);
  const spaced = found === undefined ? namespaceFunction(cx, symbol) : undefined;
  if (spaced !== undefined && isProjectFile(cx.project.program, spaced.node.getSourceFile())) return spaced;
  return found && { kind: 'module', key: found.key, node: found.node, name: found.name };
}

/** A part of an object as a function, unless it would lose the object by that. */
function attached(cx: Lowering, access: ts.Expression, member: Callable | undefined): Callable | undefined {
  return member !== undefined && isOneFunction(member) && usesThis(cx, member) && !isCallee(cx.ts, access)
    ? undefined
    : member;
}

export function isCallee(ts: Ts, node: ts.Expression): boolean {
  let at: ts.Node = node;
  while (isOuter(ts, at.parent)) at = at.parent;
  return ts.isCallExpression(at.parent) && at.parent.expression === at;
}

/** `C.#helper`, as long as it has no use for its class as `this`. */
function privateFunction(cx: Lowering, { valueDeclaration: node }: ts.Symbol): FunctionValue | undefined {
  const { ts } = cx;
  const isFunction = node !== undefined && ts.isMethodDeclaration(node) && node.body !== undefined;
  if (!isFunction || !(ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Static)) return undefined;
  const scope: Scope = { parent: cx.outermost, variables: new Map() };
  const fn: FunctionValue = { kind: 'closure', node, scope, name: node.name.getText() };
  return usesThis(cx, fn) ? undefined : fn;
}

/** `f ?? g`, `f || g`: the function that is given, or the one that stands in where it is known that none is. */
function callableOr(cx: Lowering, { left, operatorToken, right }: ts.BinaryExpression): Callable | undefined {
  const { BarBarToken, QuestionQuestionToken } = cx.ts.SyntaxKind;
  if (operatorToken.kind !== BarBarToken && operatorToken.kind !== QuestionQuestionToken) return undefined;
  const given = resolveCallable(cx, left);
  if (given !== undefined) return given.kind === 'choice' ? undefined : given;
  const at = skipOuter(cx.ts, left);
  const symbol = cx.ts.isIdentifier(at) ? symbolOf(cx, at) : undefined;
  const variable = symbol && lookUp(cx.scope, symbol);
  const value = variable && cx.env.get(variable);
  const isAbsent = value !== undefined && cx.flags.has(value) && typeof cx.flags.get(value) !== 'boolean';
  return isAbsent ? resolveCallable(cx, right) : undefined;
}

/** A function in an object literal that a constant of a module stands for, as long as nobody assigns a property of that name. */
function listedFunction(
  cx: Lowering,
  access: ts.PropertyAccessExpression,
  symbol: ts.Symbol,
): FunctionValue | undefined {
  const { ts } = cx;
  const { valueDeclaration: property } = symbol;
  if (property === undefined || !ts.isObjectLiteralExpression(property.parent)) return undefined;
  let literal: ts.Expression = property.parent;
  while (isOuter(ts, literal.parent)) literal = literal.parent;
  const { parent } = literal;
  if (!ts.isVariableDeclaration(parent) || !isModuleConst(ts, parent)) return undefined;
  // Other objects are of the same type.
  const table = symbolAt(cx.project, access.expression);
  if (table?.valueDeclaration !== parent) return undefined;
  if (isPatched(cx.project, cx.checker.getTypeAtLocation(parent)) && !isFixedConstant(cx, table)) return undefined;
  const file = property.getSourceFile();
  if (!isProjectFile(cx.project.program, file) || assignsFunction(cx.project, symbol.name)) return undefined;
  return tableFunction(cx, property);
}

/** The same in a literal within that of the constant, or in frozen ones: `Easing.Cubic.In`. */
function nestedFunction(cx: Lowering, { expression, name }: ts.PropertyAccessExpression): FunctionValue | undefined {
  const { ts } = cx;
  const property = ts.isIdentifier(name) ? propertyOfConstant(cx, expression, name.text) : undefined;
  return property && tableFunction(cx, property);
}

/** What an object literal that a constant of a module stands for, or one within it, has under a name that nobody assigns. */
function propertyOfConstant(cx: Lowering, of: ts.Expression, name: string): ts.ObjectLiteralElementLike | undefined {
  const { ts, project } = cx;
  const literal = literalOfConstant(cx, of);
  if (literal === undefined || !isProjectFile(project.program, literal.getSourceFile())) return undefined;
  const nameOf = ({ name: own }: ts.ObjectLiteralElementLike): string | undefined =>
    own !== undefined && (ts.isIdentifier(own) || ts.isStringLiteral(own)) ? own.text : undefined;
  if (literal.properties.some((each) => nameOf(each) === undefined) || assignsFunction(project, name)) return undefined;
  if (isPatched(project, cx.checker.getTypeAtLocation(literal))) return undefined;
  return literal.properties.findLast((each) => nameOf(each) === name);
}

function literalOfConstant(cx: Lowering, node: ts.Expression): ts.ObjectLiteralExpression | undefined {
  const { ts, project } = cx;
  const at = skipOuter(ts, node);
  const within = (of: ts.Expression, name: string): ts.ObjectLiteralExpression | undefined => {
    const property = propertyOfConstant(cx, of, name);
    return property && ts.isPropertyAssignment(property) ? literalIn(project, property.initializer) : undefined;
  };
  if (ts.isPropertyAccessExpression(at)) return within(at.expression, at.name.text);
  const declaration = ts.isIdentifier(at) ? symbolAt(project, at)?.valueDeclaration : undefined;
  if (declaration === undefined || !(ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const)) return undefined;
  // `const { Cubic } = easing`
  if (ts.isBindingElement(declaration) && ts.isObjectBindingPattern(declaration.parent)) {
    const { initializer: otherwise, propertyName, name, parent } = declaration;
    const key = propertyName ?? name;
    const whole = ts.isVariableDeclaration(parent.parent) ? parent.parent.initializer : undefined;
    return otherwise === undefined && whole !== undefined && ts.isIdentifier(key) ? within(whole, key.text) : undefined;
  }
  if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return undefined;
  return isModuleConst(ts, declaration)
    ? literalIn(project, declaration.initializer)
    : literalOfConstant(cx, declaration.initializer);
}

/** An object literal, also one that is frozen where it is made. */
function literalIn(names: Names, node: ts.Expression): ts.ObjectLiteralExpression | undefined {
  const { ts } = names;
  const at = skipOuter(ts, node);
  if (ts.isObjectLiteralExpression(at)) return at;
  const frozen = ts.isCallExpression(at) && isFreezing(names, at) ? at.arguments[0] : undefined;
  return frozen && literalIn(names, frozen);
}

function isFreezing(names: Names, { expression, arguments: given }: ts.CallExpression): boolean {
  const isFreeze = names.ts.isPropertyAccessExpression(expression) && expression.name.text === 'freeze';
  return isFreeze && given.length === 1 && isGlobal(names, expression.expression, 'Object');
}

/** The function that a part of a module's object or array is, as long as it has no use for that as `this`. */
export function tableFunction(cx: Lowering, property: ts.Node): FunctionValue | undefined {
  const { ts } = cx;
  const scope: Scope = { parent: cx.outermost, variables: new Map() };
  const usesThis = (): boolean => /\bthis\b/.test(property.getText());
  if (ts.isMethodDeclaration(property))
    return usesThis() || property.body === undefined
      ? undefined
      : { kind: 'closure', node: property, scope, name: property.name.getText() };
  const value = ts.isPropertyAssignment(property)
    ? skipOuter(ts, property.initializer)
    : ts.isShorthandPropertyAssignment(property)
      ? property.name
      : ts.isExpression(property)
        ? skipOuter(ts, property)
        : undefined;
  if (value === undefined) return undefined;
  if (ts.isArrowFunction(value) || (ts.isFunctionExpression(value) && !usesThis()))
    return { kind: 'closure', node: value, scope, name: undefined };
  if (!ts.isIdentifier(value) && !ts.isPropertyAccessExpression(value)) return undefined;
  const math = mathMember(cx.project, value);
  if (math !== undefined) return { kind: 'math', name: math };
  const named = symbolAt(cx.project, value);
  const found = named && moduleFunction(cx.project, named);
  return found && { kind: 'module', key: found.key, node: found.node, name: found.name };
}

/** `sin` for `Math.sin`, and for a constant that stands for it: `const { sin } = Math`, `const sine = Math.sin`. */
export function mathMember(names: Names, node: ts.Expression): string | undefined {
  const { ts } = names;
  if (ts.isPropertyAccessExpression(node) && isGlobal(names, node.expression, 'Math')) return node.name.text;
  const symbol = ts.isIdentifier(node) ? symbolAt(names, node) : undefined;
  const declaration = symbol?.valueDeclaration;
  if (declaration === undefined || !(ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const)) return undefined;
  if (ts.isVariableDeclaration(declaration) && declaration.initializer !== undefined) {
    let initializer = skipOuter(ts, declaration.initializer);
    // `Math.log2 || fallback`, for platforms that are older than any here.
    while (ts.isBinaryExpression(initializer) && /^(\|\||\?\?)$/.test(initializer.operatorToken.getText()))
      initializer = skipOuter(ts, initializer.left);
    return ts.isPropertyAccessExpression(initializer) ? mathMember(names, initializer) : undefined;
  }
  if (!ts.isBindingElement(declaration) || !ts.isObjectBindingPattern(declaration.parent)) return undefined;
  const whole = declaration.parent.parent;
  if (
    !ts.isVariableDeclaration(whole) ||
    whole.initializer === undefined ||
    !isGlobal(names, whole.initializer, 'Math')
  )
    return undefined;
  const name = declaration.propertyName ?? declaration.name;
  return ts.isIdentifier(name) && declaration.initializer === undefined ? name.text : undefined;
}

/** Whether an expression is the global of that name, not a variable of the program. */
export function isGlobal(names: Names, node: ts.Expression, name: string): boolean {
  const at = skipOuter(names.ts, node);
  if (!names.ts.isIdentifier(at) || at.text !== name) return false;
  const symbol = names.checker.getSymbolAtLocation(at);
  const declarations = symbol?.declarations ?? [];
  return (
    declarations.every((declaration) => declaration.getSourceFile().isDeclarationFile) && !isAlias(names.ts, symbol)
  );
}

function isAlias(ts: Ts, symbol: ts.Symbol | undefined): boolean {
  return symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0;
}

/** `grad` for a name imported from the runtime. */
export function runtimeName(names: Names, node: ts.Expression): string | undefined {
  const { ts, checker } = names;
  const at = skipOuter(ts, node);
  if (ts.isIdentifier(at)) {
    const specifier = checker.getSymbolAtLocation(at)?.declarations?.[0];
    if (specifier === undefined || !ts.isImportSpecifier(specifier)) return undefined;
    return isRuntime(ts, specifier.parent.parent.parent) ? (specifier.propertyName ?? specifier.name).text : undefined;
  }
  if (!ts.isPropertyAccessExpression(at) || !ts.isIdentifier(at.expression)) return undefined;
  const space = checker.getSymbolAtLocation(at.expression)?.declarations?.[0];
  return space !== undefined && ts.isNamespaceImport(space) && isRuntime(ts, space.parent.parent)
    ? at.name.text
    : undefined;
}

function isRuntime(ts: Ts, declaration: ts.Node): boolean {
  return (
    ts.isImportDeclaration(declaration) &&
    ts.isStringLiteral(declaration.moduleSpecifier) &&
    declaration.moduleSpecifier.text === '@adc/runtime'
  );
}

/** The declaration of `Colour.Red`. */
export function enumMember(
  { ts, checker }: Names,
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
): ts.EnumMember | undefined {
  const symbol = checker.getSymbolAtLocation(ts.isPropertyAccessExpression(node) ? node.name : node.argumentExpression);
  const declaration = symbol?.valueDeclaration;
  return declaration !== undefined && ts.isEnumMember(declaration) ? declaration : undefined;
}
