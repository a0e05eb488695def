/** What is done with a variable that holds functions: as long as it is only taken apart, what it holds is known. */

import type ts from 'typescript';
import { isReassigned, symbolOf } from './assigned.js';
import type { Lowering, Project } from './context.js';
import { isProjectFile } from './packages.js';
import { resolveFunction, skipOuter, symbolAt, unaliased } from './resolve.js';
import { isAssignmentOperator, isOuter, walkTree } from './walk.js';

/** Methods of arrays that call a function for each element and give no element back. */
const visiting = new Set(['forEach', 'map', 'reduce', 'reduceRight', 'some', 'every', 'findIndex', 'findLastIndex']);

/** How deep in functions that receive it an object is followed. */
const maxDepth = 3;

/** Whether all that is done with a variable of a function is to read its parts. */
export function isOnlyTakenApart(cx: Lowering, symbol: ts.Symbol, name: ts.Identifier, depth = 0): boolean {
  const { ts } = cx;
  let root: ts.Node = name;
  for (let at: ts.Node = name; !ts.isSourceFile(at); at = at.parent) if (ts.isFunctionLike(at)) root = at;
  let fine = true;
  walkTree(root, (at) => {
    if (!fine || !ts.isIdentifier(at) || at === name || at.text !== name.text || symbolOf(cx, at) !== symbol) return;
    fine = isRead(cx, at, { ...localUse, depth });
  });
  return fine;
}

const fixed = new WeakMap<Project, Map<ts.Symbol, boolean>>();

/** Whether the functions in a constant of a module stay what they are, whatever the program does. */
export function isFixedConstant(cx: Lowering, symbol: ts.Symbol): boolean {
  let known = fixed.get(cx.project);
  if (known === undefined) fixed.set(cx.project, (known = new Map()));
  let found = known.get(symbol);
  if (found === undefined) {
    // A function that uses it may be on the way.
    known.set(symbol, false);
    known.set(symbol, (found = !isListForOthers(cx, symbol) && isReadEverywhere(cx, symbol)));
  }
  return found;
}

/** Code that is not of the program may change an array that its module exports. */
function isListForOthers(cx: Lowering, symbol: ts.Symbol): boolean {
  const { checker } = cx;
  const { valueDeclaration: declaration } = symbol;
  const type = declaration && checker.getTypeAtLocation(declaration);
  if (declaration === undefined || type === undefined || !(checker.isArrayType(type) || checker.isTupleType(type)))
    return false;
  const isReadonly = checker.getPropertyOfType(type, 'push') === undefined;
  const module = checker.getSymbolAtLocation(declaration.getSourceFile());
  const exports = module === undefined ? [] : checker.getExportsOfModule(module);
  return !isReadonly && exports.some((each) => unaliased(cx.project, each) === symbol);
}

function isReadEverywhere(cx: Lowering, symbol: ts.Symbol): boolean {
  const { ts, project } = cx;
  let fine = true;
  for (const file of project.program.getSourceFiles()) {
    if (!fine || !isProjectFile(project.program, file) || !file.text.includes(symbol.name)) continue;
    walkTree(file, (at) => {
      if (!fine || !ts.isIdentifier(at) || at.text !== symbol.name || symbolAt(project, at) !== symbol) return;
      const { parent } = at;
      if (parent === symbol.valueDeclaration) return;
      if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)) fine = parent.propertyName === undefined;
      else fine = isRead(cx, ts.isPropertyAccessExpression(parent) ? nameOrWhole(at, parent) : at, fixedUse);
    });
  }
  return fine;
}

/** `m.list`, for a module `m`. */
function nameOrWhole(name: ts.Identifier, access: ts.PropertyAccessExpression): ts.Expression {
  return access.name === name ? access : name;
}

/** @property isFixed whether it is there when the program runs, so that only changes of its functions matter. */
type Use = { readonly isFixed: boolean; readonly depth: number };
const fixedUse: Use = { isFixed: true, depth: 0 };
const localUse: Use = { isFixed: false, depth: 0 };

/** Whether the use of an array or object with functions, or of a function out of it, only reads it. */
function isRead(cx: Lowering, node: ts.Expression, use: Use): boolean {
  const { ts } = cx;
  let at: ts.Node = node;
  while (isOuter(ts, at.parent)) at = at.parent;
  const { parent } = at;
  if (ts.isTypeQueryNode(parent)) return true;
  if (ts.isPropertyAccessExpression(parent) && parent.expression === at) return isReadByName(cx, parent, use);
  if (ts.isElementAccessExpression(parent) && parent.expression === at)
    return !isChanged(cx, parent) && (!isStructure(cx, parent) || isRead(cx, parent, use));
  if (ts.isForOfStatement(parent) && parent.expression === at) return isReadInTurns(cx, parent, use);
  if (ts.isVariableDeclaration(parent) && parent.initializer === at) return isReadUnder(cx, parent.name, use);
  if (ts.isCallExpression(parent) && parent.expression !== at)
    return isReadBy(cx, parent, at as ts.Expression, use) || (use.isFixed && asksForKeys(cx, parent));
  return use.isFixed && ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.InKeyword;
}

function isReadByName(cx: Lowering, access: ts.PropertyAccessExpression, use: Use): boolean {
  const type = cx.checker.getTypeAtLocation(access.expression);
  if (!cx.checker.isArrayType(type) && !cx.checker.isTupleType(type))
    return !isChanged(cx, access) || (!holdsFunctions(cx, access) && (use.isFixed || isAssigned(cx, access)));
  if (access.name.text === 'length') return !isChanged(cx, access);
  return isVisit(cx, access, use);
}

/** Whether a method of an array is called that reads each element by a function written there. */
export function isVisit(cx: Lowering, access: ts.PropertyAccessExpression, use: Use = localUse): boolean {
  const { ts } = cx;
  const call = access.parent;
  const isCall = ts.isCallExpression(call) && call.expression === access;
  const callback = isCall ? call.arguments[0] : undefined;
  const fn = callback && skipOuter(ts, callback);
  if (!isCall || !visiting.has(access.name.text) || fn === undefined) return false;
  if (!ts.isArrowFunction(fn) && !ts.isFunctionExpression(fn)) return false;
  const elementAt = access.name.text.startsWith('reduce') ? 1 : 0;
  const isReduced = elementAt === 0 || call.arguments.length > 1;
  const parameter = fn.parameters[elementAt];
  return (
    isReduced &&
    fn.parameters.length <= elementAt + 2 &&
    !/\barguments\b/.test(fn.getText()) &&
    (parameter === undefined || isReadParameter(cx, parameter, use))
  );
}

function isReadInTurns(cx: Lowering, { initializer }: ts.ForOfStatement, use: Use): boolean {
  const name = cx.ts.isVariableDeclarationList(initializer) ? initializer.declarations[0]?.name : undefined;
  return name !== undefined && isReadUnder(cx, name, use);
}

/** Whether what a name or pattern is given is only read. */
export function isReadUnder(cx: Lowering, name: ts.BindingName, use: Use = localUse): boolean {
  const { ts } = cx;
  if (ts.isArrayBindingPattern(name)) return false;
  if (ts.isObjectBindingPattern(name))
    return name.elements.every(
      (each) =>
        each.dotDotDotToken === undefined &&
        each.initializer === undefined &&
        ts.isIdentifier(each.propertyName ?? each.name) &&
        ts.isIdentifier(each.name) &&
        !(holdsFunctions(cx, each.name) && isReassignedName(cx, each.name)),
    );
  const symbol = symbolOf(cx, name);
  if (symbol === undefined || isReassigned(cx, symbol)) return false;
  return !isStructure(cx, name) || (use.depth <= maxDepth && readsAll(cx, symbol, name, use));
}

function readsAll(cx: Lowering, symbol: ts.Symbol, name: ts.Identifier, use: Use): boolean {
  const { ts } = cx;
  let fine = true;
  walkTree(name.getSourceFile(), (at) => {
    if (!fine || !ts.isIdentifier(at) || at === name || at.text !== name.text || symbolOf(cx, at) !== symbol) return;
    fine = isRead(cx, at, { ...use, depth: use.depth + 1 });
  });
  return fine;
}

function isReassignedName(cx: Lowering, name: ts.Identifier): boolean {
  const symbol = symbolOf(cx, name);
  return symbol === undefined || isReassigned(cx, symbol);
}

/** Whether an argument goes to a function of the project that only takes it apart in its turn. */
function isReadBy(cx: Lowering, call: ts.CallExpression, argument: ts.Expression, use: Use): boolean {
  const fn = resolveFunction(cx, call.expression);
  const node = fn === undefined ? methodCalled(cx, call) : fn.kind === 'math' ? undefined : fn.node;
  if (node === undefined || use.depth > maxDepth) return false;
  const parameter = node.parameters[call.arguments.indexOf(argument)];
  return parameter !== undefined && isReadParameter(cx, parameter, { ...use, depth: use.depth + 1 });
}

/** The method of a class that a call names: whether that is what runs is found out where it is lowered. */
function methodCalled({ ts, checker }: Lowering, { expression }: ts.CallExpression): ts.MethodDeclaration | undefined {
  const at = skipOuter(ts, expression);
  const symbol = ts.isPropertyAccessExpression(at) ? checker.getSymbolAtLocation(at.name) : undefined;
  const declaration = symbol?.valueDeclaration;
  return declaration !== undefined && ts.isMethodDeclaration(declaration) ? declaration : undefined;
}

function isReadParameter(cx: Lowering, parameter: ts.ParameterDeclaration, use: Use): boolean {
  const { name, dotDotDotToken } = parameter;
  if (dotDotDotToken !== undefined) return false;
  if (!cx.ts.isObjectBindingPattern(name) || use.isFixed) return isReadUnder(cx, name, use);
  return name.elements.every((each) => each.dotDotDotToken === undefined);
}

function asksForKeys({ ts }: Lowering, { expression }: ts.CallExpression): boolean {
  return ts.isPropertyAccessExpression(expression) && expression.getText() === 'Object.keys';
}

/** Whether an array or object comes out, not a function or what has none. */
function isStructure(cx: Lowering, node: ts.Node): boolean {
  const type = cx.checker.getNonNullableType(cx.checker.getTypeAtLocation(node));
  return (type.flags & cx.ts.TypeFlags.Object) !== 0 && type.getCallSignatures().length === 0
    ? true
    : (type.flags & (cx.ts.TypeFlags.UnionOrIntersection | cx.ts.TypeFlags.Any | cx.ts.TypeFlags.Unknown)) !== 0 &&
        !isUnionOfFunctions(type);
}

function isUnionOfFunctions(type: ts.Type): boolean {
  return type.isUnion() && type.types.every((each) => each.getCallSignatures().length > 0);
}

function holdsFunctions(cx: Lowering, node: ts.Node): boolean {
  const type = cx.checker.getNonNullableType(cx.checker.getTypeAtLocation(node));
  const { Any, Unknown } = cx.ts.TypeFlags;
  return (type.flags & (Any | Unknown)) !== 0 || type.getCallSignatures().length > 0 || isUnionOfFunctions(type);
}

/** Whether a field of an object that a variable holds is assigned by itself. */
function isAssigned({ ts }: Lowering, access: ts.PropertyAccessExpression): boolean {
  const { parent } = access;
  if (!ts.isIdentifier(access.expression)) return false;
  if (ts.isBinaryExpression(parent)) return parent.left === access;
  return ts.isPostfixUnaryExpression(parent) || ts.isPrefixUnaryExpression(parent);
}

/** Whether an expression is given a value, by itself or in a pattern, or deleted. */
function isChanged({ ts }: Lowering, access: ts.Expression): boolean {
  let at: ts.Node = access;
  while (isOuter(ts, at.parent)) at = at.parent;
  const { parent } = at;
  if (ts.isBinaryExpression(parent) && isAssignmentOperator(ts, parent.operatorToken.kind)) {
    if (parent.left === at) return true;
  }
  if (ts.isDeleteExpression(parent) || ts.isPostfixUnaryExpression(parent)) return true;
  if (ts.isPrefixUnaryExpression(parent))
    return parent.operator === ts.SyntaxKind.PlusPlusToken || parent.operator === ts.SyntaxKind.MinusMinusToken;
  if ((ts.isForOfStatement(parent) || ts.isForInStatement(parent)) && parent.initializer === at) return true;
  return isPatternPart(ts, at);
}

/** Whether a literal around an expression is a pattern that assigns to it. */
function isPatternPart(ts: Lowering['ts'], node: ts.Node): boolean {
  let at = node;
  for (;;) {
    const { parent } = at;
    const isPart =
      ts.isArrayLiteralExpression(parent) ||
      ts.isObjectLiteralExpression(parent) ||
      ts.isPropertyAssignment(parent) ||
      ts.isSpreadElement(parent) ||
      ts.isSpreadAssignment(parent) ||
      (ts.isBinaryExpression(parent) && parent.left === at) ||
      isOuter(ts, parent);
    if (!isPart) return (ts.isForOfStatement(parent) || ts.isForInStatement(parent)) && parent.initializer === at;
    if (ts.isBinaryExpression(parent) && isAssignmentOperator(ts, parent.operatorToken.kind)) {
      if (ts.isArrayLiteralExpression(at) || ts.isObjectLiteralExpression(at)) return true;
    }
    at = parent;
  }
}

/** Whether all that is done with a variable is to call it. */
export function isOnlyCalled(cx: Lowering, symbol: ts.Symbol, name: ts.Identifier): boolean {
  const { ts } = cx;
  let fine = true;
  walkTree(name.getSourceFile(), (at) => {
    if (ts.isIdentifier(at) && at !== name && at.text === name.text && symbolOf(cx, at) === symbol)
      fine &&= ts.isCallExpression(at.parent) && at.parent.expression === at;
  });
  return fine;
}
