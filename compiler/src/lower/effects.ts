/** What running a piece of source text may do besides giving a value. */

import type ts from 'typescript';
import { forEachAssigned } from './assigned.js';
import { gettersOf, mayBeCalled } from './called.js';
import type { FunctionNode, Lowering } from './context.js';
import { enumMember, isGlobal, moduleFunction, skipOuter, symbolAt } from './resolve.js';
import { present } from './types.js';
import { isAssignmentOperator, walkTree } from './walk.js';

export type Effects = {
  readonly kind: 'pure' | 'reads' | 'effects';
  readonly writesArguments: boolean;
  /** It writes what its text names, which no derivative is followed through, and runs no code of the program. */
  readonly contained?: true;
};

const pure: Effects = { kind: 'pure', writesArguments: false };
const reads: Effects = { kind: 'reads', writesArguments: false };
/** Must run once, but leaves the program's memory alone. */
const once: Effects = { kind: 'effects', writesArguments: false };
const anything: Effects = { kind: 'effects', writesArguments: true };

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** Methods of the library on strings, numbers and the like. */
const pureMethods = words(
  'toFixed toPrecision toExponential toString toLowerCase toUpperCase charAt charCodeAt codePointAt startsWith endsWith trim ' +
    'trimStart trimEnd padStart padEnd repeat substring substr localeCompare normalize isNaN isFinite isInteger isSafeInteger ' +
    'parseFloat parseInt isArray isView is fromCharCode fromCodePoint',
);
const readingMethods = words(
  'indexOf lastIndexOf includes join has get some every find findIndex findLast findLastIndex at getTime hasOwn',
);
/** These give a fresh object each time, or what differs from call to call. */
const freshMethods = words(
  'slice concat map filter flat flatMap toSorted toReversed toSpliced with keys values entries split match matchAll replace replaceAll ' +
    'stringify parse random now log warn error info debug assert structuredClone reduce reduceRight test exec',
);
const pureFunctions = words('Number String Boolean parseInt parseFloat isNaN isFinite BigInt Symbol');
const freshClasses = words(
  'Map Set WeakMap WeakSet Date RegExp Error TypeError RangeError Array Float64Array Float32Array',
);
/** Methods of the library that call a function at once and never keep it. */
export const immediateMethods = words(
  'sort toSorted find findIndex findLast findLastIndex map filter some every forEach reduce reduceRight flatMap replace replaceAll from',
);

export function effectsOf(cx: Lowering, root: ts.Node): Effects {
  const { ts } = cx;
  let found = pure;
  walkTree(root, (node) => {
    if (ts.isTypeNode(node)) return false;
    if (ts.isFunctionLike(node)) return isImmediate(cx, node);
    found = joined(found, ownEffects(cx, node));
    return true;
  });
  return found;
}

function joined(a: Effects, b: Effects): Effects {
  return {
    kind: strength[a.kind] > strength[b.kind] ? a.kind : b.kind,
    writesArguments: a.writesArguments || b.writesArguments,
  };
}

const strength = { pure: 0, reads: 1, effects: 2 };

function ownEffects(cx: Lowering, node: ts.Node): Effects {
  const { ts } = cx;
  if (ts.isCallExpression(node)) return callEffects(cx, node);
  if (ts.isNewExpression(node)) {
    const name = ts.isIdentifier(node.expression) ? node.expression.text : '';
    return freshClasses.has(name) && isGlobal(cx.project, node.expression, name) ? once : anything;
  }
  if (ts.isTaggedTemplateExpression(node) || ts.isAwaitExpression(node) || ts.isYieldExpression(node)) return anything;
  if (ts.isDeleteExpression(node) || ts.isThrowStatement(node) || ts.isClassLike(node)) return anything;
  if (ts.isBinaryExpression(node) && isAssignmentOperator(ts, node.operatorToken.kind)) return anything;
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
    const { operator } = node;
    return operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken ? anything : pure;
  }
  if (ts.isElementAccessExpression(node)) return reads;
  if (ts.isPropertyAccessExpression(node)) return propertyEffects(cx, node);
  if (ts.isIdentifier(node)) return nameEffects(cx, node);
  if (ts.isRegularExpressionLiteral(node)) return /[gy][a-z]*$/.test(node.text) ? once : pure;
  if (ts.isTemplateSpan(node)) return isPrimitive(cx, node.expression) ? pure : reads;
  if (ts.isBinaryExpression(node)) {
    const isIn = node.operatorToken.kind === ts.SyntaxKind.InKeyword;
    return !isIn && isPrimitive(cx, node.left) && isPrimitive(cx, node.right) ? pure : reads;
  }
  if (ts.isObjectLiteralExpression(node) || ts.isArrayLiteralExpression(node)) return once;
  // Arrays are gone through by nobody else's code.
  const assigns =
    (ts.isForOfStatement(node) || ts.isForInStatement(node)) && !ts.isVariableDeclarationList(node.initializer);
  if (assigns) return anything;
  if (ts.isForOfStatement(node) || ts.isSpreadElement(node)) {
    if (present(cx.types.at(node.expression)).kind === 'array') return reads;
    return isCollection(cx, node.expression) ? once : anything;
  }
  return pure;
}

/** A `Map`, a `Set`, or an iterator over one or over an array, which is nobody else's code. */
export function isCollection(cx: Lowering, node: ts.Expression): boolean {
  const symbol = cx.types.typeAt(node).getSymbol();
  return (
    symbol !== undefined &&
    isFromLibrary(cx, symbol) &&
    /(Map|Set|Array|^RegExpStringIterator)(Iterator)?$/.test(symbol.name)
  );
}

/** What a call may do, its arguments' own effects aside. */
export function callEffects(cx: Lowering, node: ts.CallExpression): Effects {
  const { ts } = cx;
  const callee = skipOuter(ts, node.expression);
  const onValues = node.arguments.every((argument) => isPrimitive(cx, argument)) ? pure : reads;
  if (ts.isIdentifier(callee)) {
    if (pureFunctions.has(callee.text) && isGlobal(cx.project, callee, callee.text)) return onValues;
    const symbol = symbolAt(cx.project, callee);
    const fn = symbol && moduleFunction(cx.project, symbol);
    if (fn !== undefined) return functionEffects(cx, fn.node);
    return tellsType(cx, node) ? once : anything;
  }
  if (!ts.isPropertyAccessExpression(callee)) return anything;
  const name = callee.name.text;
  if (isGlobal(cx.project, callee.expression, 'console')) return once;
  if (isGlobal(cx.project, callee.expression, 'Math')) return name === 'random' ? once : pure;
  if (isTypeTag(cx, node)) return reads;
  // Without `strictBindCallApply` the checker does not know that it is a string.
  if (isTypeTag(cx, callee.expression) && (pureMethods.has(name) || readingMethods.has(name))) return onValues;
  const method = cx.checker.getSymbolAtLocation(callee.name);
  if (method === undefined || !isFromLibrary(cx, method))
    return tellsType(cx, node) ? once : effectsOfAny(cx, mayBeCalled(cx, callee));
  if (pureMethods.has(name))
    return isPrimitive(cx, callee.expression) || isConstructor(cx, callee.expression) ? onValues : reads;
  if (readingMethods.has(name)) return reads;
  // Sorting what was made for it changes nothing that others know.
  if (name === 'sort' && isFresh(cx, callee.expression)) return once;
  const isFollowed = present(cx.types.at(callee.expression)).kind === 'keyed';
  if (changesCollection(method) && !isFollowed && onValues === pure) return once;
  return freshMethods.has(name) ? once : anything;
}

/** `isAnyArray(x): x is AnyArray` of a package: code that cannot be seen, but that promises to tell what something is, and no more. */
function tellsType({ ts, checker }: Lowering, node: ts.CallExpression): boolean {
  const signature = checker.getResolvedSignature(node);
  if (signature?.declaration?.getSourceFile().isDeclarationFile !== true) return false;
  const kind = checker.getTypePredicateOfSignature(signature)?.kind;
  return kind === ts.TypePredicateKind.Identifier || kind === ts.TypePredicateKind.AssertsIdentifier;
}

/** What a map or set is told about values changes nothing else. */
function changesCollection({ name, declarations = [] }: ts.Symbol): boolean {
  const owners = declarations.map(({ parent }) => (parent as Partial<ts.InterfaceDeclaration>).name?.text);
  return /^(?:set|add|delete|clear)$/.test(name) && owners.every((owner) => /^(?:Weak)?(?:Map|Set)$/.test(owner ?? ''));
}

/** `Object.prototype.toString.call(x)`, or a constant with that as its value. */
function isTypeTag(cx: Lowering, node: ts.Expression): boolean {
  const { ts } = cx;
  const at = skipOuter(ts, node);
  if (!ts.isCallExpression(at)) {
    const value = constantValue(cx, at);
    return value !== undefined && isTypeTag(cx, value);
  }
  const callee = skipOuter(ts, at.expression);
  const isCall = ts.isPropertyAccessExpression(callee) && callee.name.text === 'call';
  return isCall && isPath(cx, callee.expression, 'Object.prototype.toString');
}

function constantValue(cx: Lowering, node: ts.Expression): ts.Expression | undefined {
  const { ts } = cx;
  const declaration = ts.isIdentifier(node) ? symbolAt(cx.project, node)?.valueDeclaration : undefined;
  const isConstant =
    declaration !== undefined &&
    ts.isVariableDeclaration(declaration) &&
    (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
  return isConstant ? declaration.initializer : undefined;
}

/** Whether an expression stands for what the platform keeps at a path, be it by a constant. */
function isPath(cx: Lowering, node: ts.Expression, path: string): boolean {
  const { ts } = cx;
  const at = skipOuter(ts, node);
  if (ts.isPropertyAccessExpression(at)) {
    const root = path.slice(0, path.indexOf('.'));
    let start: ts.Expression = at;
    while (ts.isPropertyAccessExpression(start)) start = start.expression;
    return at.getText() === path && isGlobal(cx.project, start, root);
  }
  const value = constantValue(cx, at);
  return value !== undefined && isPath(cx, value, path);
}

const effectsOfFunctions = new WeakMap<FunctionNode, Effects>();

/** What a call of a function of the project may do: one that only assigns its own variables leaves its arguments alone. */
export function functionEffects(cx: Lowering, fn: FunctionNode): Effects {
  const { ts } = cx;
  const known = effectsOfFunctions.get(fn);
  if (known !== undefined) return known;
  effectsOfFunctions.set(fn, anything); // as long as it is not known: of a function that calls itself it never is
  const isAsync = (ts.getCombinedModifierFlags(fn as ts.Declaration) & ts.ModifierFlags.Async) !== 0;
  const isPlain = fn.asteriskToken === undefined && !isAsync;
  let found = isPlain ? reads : anything;
  const isOwn = (target: ts.Expression): boolean => {
    const at = skipOuter(ts, target);
    if (ts.isArrayLiteralExpression(at)) return at.elements.every(isOwn);
    if (ts.isElementAccessExpression(at)) return isOwnArray(cx, fn, at.expression);
    const declaration = ts.isIdentifier(at) ? symbolAt(cx.project, at)?.valueDeclaration : undefined;
    return declaration !== undefined && declaration.pos >= fn.pos && declaration.end <= fn.end;
  };
  const own = (node: ts.Node): Effects => {
    if (ts.isBinaryExpression(node) && isAssignmentOperator(ts, node.operatorToken.kind))
      return isOwn(node.left) ? reads : anything;
    if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
      const { operator } = node;
      const changes = operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken;
      return !changes || isOwn(node.operand) ? reads : anything;
    }
    if (ts.isThrowStatement(node)) return once;
    // A call of itself does what the rest does.
    if (ts.isCallExpression(node) && calls(cx, node, fn)) return reads;
    return ownEffects(cx, node);
  };
  for (const part of [...fn.parameters, fn.body]) {
    if (part === undefined) continue;
    walkTree(part, (node) => {
      if (ts.isTypeNode(node)) return false;
      if (ts.isFunctionLike(node)) {
        if (!isImmediate(cx, node)) found = anything;
        return isImmediate(cx, node);
      }
      found = joined(found, own(node));
      return !found.writesArguments;
    });
  }
  effectsOfFunctions.set(fn, found);
  return found;
}

function effectsOfAny(cx: Lowering, functions: readonly FunctionNode[] | undefined): Effects {
  return functions?.map((fn) => functionEffects(cx, fn)).reduce(joined) ?? anything;
}

function calls(cx: Lowering, { expression }: ts.CallExpression, fn: FunctionNode): boolean {
  const symbol = cx.ts.isIdentifier(expression) ? symbolAt(cx.project, expression) : undefined;
  return symbol !== undefined && moduleFunction(cx.project, symbol)?.node === fn;
}

/** Whether a name within a function stands for arrays that the function has made, whatever it stands for in the course of it. */
export function isOwnArray(cx: Lowering, fn: FunctionNode, node: ts.Expression): boolean {
  const { ts } = cx;
  const symbol = ts.isIdentifier(node) ? symbolAt(cx.project, node) : undefined;
  const declaration = symbol?.valueDeclaration;
  if (declaration === undefined || !ts.isVariableDeclaration(declaration)) return false;
  if (declaration.pos < fn.pos || declaration.end > fn.end) return false;
  const isMade = (value: ts.Expression | undefined): boolean => {
    const at = value && skipOuter(ts, value);
    if (at === undefined || ts.isArrayLiteralExpression(at)) return at !== undefined;
    return (
      ts.isNewExpression(at) &&
      /^(Array|Float64Array|Float32Array)$/.test(at.expression.getText()) &&
      !(at.arguments ?? []).some((each) => cx.types.at(each).kind !== 'number') &&
      isGlobal(cx.project, at.expression, at.expression.getText())
    );
  };
  if (declaration.initializer !== undefined && !isMade(declaration.initializer)) return false;
  let all = true;
  forEachAssigned(ts, fn, (name, declares) => {
    if (name.text !== declaration.name.getText() || symbolAt(cx.project, name) !== symbol || declares) return;
    const { parent } = name;
    if (!ts.isBinaryExpression(parent) || parent.left !== name || !isMade(parent.right)) all = false;
  });
  return all && (declaration.initializer !== undefined || ts.isVariableStatement(declaration.parent.parent));
}

function isFresh(cx: Lowering, node: ts.Expression): boolean {
  const at = skipOuter(cx.ts, node);
  if (cx.ts.isArrayLiteralExpression(at)) return true;
  return (
    cx.ts.isCallExpression(at) &&
    cx.ts.isPropertyAccessExpression(at.expression) &&
    /^(slice|map|filter|concat|split)$/.test(at.expression.name.text)
  );
}

/** Whether a value is one that never changes: what is computed from such is computed from nothing else. */
function isPrimitive(cx: Lowering, node: ts.Expression): boolean {
  const { ts } = cx;
  const { NumberLike, StringLike, BooleanLike, BigIntLike, Undefined, Null, Never } = ts.TypeFlags;
  const simple = NumberLike | StringLike | BooleanLike | BigIntLike | Undefined | Null | Never;
  const type = cx.types.typeAt(node);
  return type.isUnion() ? type.types.every((member) => (member.flags & simple) !== 0) : (type.flags & simple) !== 0;
}

/** `Number`, `String`, `Array` and the like, as what a function belongs to. */
function isConstructor(cx: Lowering, node: ts.Expression): boolean {
  return ['Number', 'String', 'Array', 'ArrayBuffer', 'Object', 'Math'].some((name) =>
    isGlobal(cx.project, node, name),
  );
}

function propertyEffects(cx: Lowering, node: ts.PropertyAccessExpression): Effects {
  const { ts } = cx;
  const symbol = cx.checker.getSymbolAtLocation(node.name);
  const isGetter = symbol !== undefined && (symbol.flags & ts.SymbolFlags.Accessor) !== 0 && !isFromLibrary(cx, symbol);
  if (isGetter) return effectsOfAny(cx, gettersOf(cx, node));
  if (enumMember(cx.project, node) !== undefined) return pure;
  const receiver = cx.types.at(node.expression).kind;
  const fixed = receiver === 'string' || receiver === 'number' || isGlobal(cx.project, node.expression, 'Math');
  return fixed || isGlobal(cx.project, node.expression, 'Number') ? pure : reads;
}

/** A constant of a module never changes; a variable of a module may. */
function nameEffects(cx: Lowering, node: ts.Identifier): Effects {
  const { ts } = cx;
  const declaration = symbolAt(cx.project, node)?.valueDeclaration;
  const isOfModule = declaration !== undefined && ts.isVariableDeclaration(declaration) && !isLocal(ts, declaration);
  if (!isOfModule || declaration.getSourceFile().isDeclarationFile) return pure;
  return ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const ? pure : reads;
}

function isLocal(ts: Lowering['ts'], declaration: ts.Node): boolean {
  for (let at = declaration; !ts.isSourceFile(at); at = at.parent) if (ts.isFunctionLike(at)) return true;
  return false;
}

export function isFromLibrary(cx: Lowering, symbol: ts.Symbol): boolean {
  const declarations = symbol.declarations ?? [];
  return (
    declarations.length > 0 &&
    declarations.every((at) => cx.project.program.isSourceFileDefaultLibrary(at.getSourceFile()))
  );
}

/** Whether a function stands as an argument of a library method that runs it at once. */
export function isImmediate(cx: Lowering, fn: ts.Node): boolean {
  const { ts } = cx;
  let argument = fn;
  while (ts.isParenthesizedExpression(argument.parent)) argument = argument.parent;
  const call = argument.parent;
  if (!ts.isCallExpression(call)) return false;
  const callee = skipOuter(ts, call.expression);
  if (callee === fn) return true;
  if (!ts.isPropertyAccessExpression(callee) || !immediateMethods.has(callee.name.text)) return false;
  const symbol = cx.checker.getSymbolAtLocation(callee.name);
  return symbol !== undefined && isFromLibrary(cx, symbol);
}
