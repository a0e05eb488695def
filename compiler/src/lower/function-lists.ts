/** Arrays and tables of functions, as they are written: in a function, or as constants of a module. */

import type ts from 'typescript';
import type { Callable, ListValue, Lowering, RecordValue } from './context.js';
import { choiceOf, isRecord, recordOf } from './function-values.js';
import { usesThis } from './indirect-calls.js';
import { instantiate, makesFunction } from './instantiate.js';
import { isProjectFile } from './packages.js';
import { isModuleConst, resolveCallable, resolveFunction, skipOuter, symbolAt, tableFunction } from './resolve.js';
import { isFixedConstant } from './taken-apart.js';

/* ------------------------------------------------------------------ literals */

/** Whether an expression is an array literal of nothing but functions, of objects with functions, or of such arrays. */
export function isList(cx: Lowering, node: ts.Expression): boolean {
  const { ts } = cx;
  const at = skipOuter(ts, node);
  if (!ts.isArrayLiteralExpression(at) || at.elements.length === 0) return false;
  return [isItem, isRecord, isList].some((isKind) => at.elements.every((each) => isKind(cx, each)));
}

function isItem(cx: Lowering, node: ts.Expression): boolean {
  const { ts } = cx;
  const at = skipOuter(ts, node);
  if (ts.isConditionalExpression(at)) return isNamedOrWritten(cx, at.whenTrue) && isNamedOrWritten(cx, at.whenFalse);
  return isNamedOrWritten(cx, at) || makesFunction(cx, at);
}

function isNamedOrWritten(cx: Lowering, node: ts.Expression): boolean {
  const fn = resolveFunction(cx, node);
  // As parts of an array, functions have the array for `this`.
  return fn !== undefined && !usesThis(cx, fn);
}

/** What an array literal holds; what its elements compute is lowered at the cursor. */
export function listOf(cx: Lowering, node: ts.Expression): ListValue | undefined {
  const { ts } = cx;
  const at = skipOuter(ts, node);
  if (!ts.isArrayLiteralExpression(at) || !isList(cx, at)) return undefined;
  const before = { ops: cx.region.ops.length, env: new Map(cx.env), problems: cx.problems.length };
  const items: Callable[] = [];
  for (const each of at.elements) {
    const element = skipOuter(ts, each);
    const item = ts.isConditionalExpression(element)
      ? choiceOf(cx, element, 'choice')
      : ts.isObjectLiteralExpression(element)
        ? recordOf(cx, element)
        : (listOf(cx, element) ?? resolveCallable(cx, element) ?? instantiate(cx, element));
    if (item === undefined) {
      cx.region.ops.length = before.ops;
      cx.problems.length = before.problems;
      cx.env = before.env;
      return undefined;
    }
    items.push(item);
  }
  return { kind: 'list', items };
}

/* ----------------------------------------------------------------- constants */

/** What a constant of a module holds; of its objects, only the functions. */
export function constantStructure(cx: Lowering, node: ts.Expression): ListValue | RecordValue | undefined {
  const { ts } = cx;
  const symbol = symbolAt(cx.project, node);
  const declaration = symbol?.valueDeclaration;
  if (symbol === undefined || declaration === undefined || !ts.isVariableDeclaration(declaration)) return undefined;
  if (declaration.initializer === undefined || !isModuleConst(ts, declaration)) return undefined;
  const literal = skipOuter(ts, declaration.initializer);
  if (!ts.isArrayLiteralExpression(literal) && !ts.isObjectLiteralExpression(literal)) return undefined;
  if (!isProjectFile(cx.project.program, declaration.getSourceFile())) return undefined;
  const structure = ts.isObjectLiteralExpression(literal) ? tableOf(cx, literal) : fixedList(cx, literal);
  return structure && isFixedConstant(cx, symbol) ? structure : undefined;
}

function fixedList(cx: Lowering, node: ts.ArrayLiteralExpression): ListValue | undefined {
  const { ts } = cx;
  const items = node.elements.map((each): Callable | undefined => {
    const at = skipOuter(ts, each);
    return ts.isObjectLiteralExpression(at) ? tableOf(cx, at) : tableFunction(cx, at);
  });
  return items.length > 0 && items.every((item) => item !== undefined) ? { kind: 'list', items } : undefined;
}

/** The functions in an object of a module; those that need the object are left out. */
function tableOf(cx: Lowering, node: ts.ObjectLiteralExpression): RecordValue | undefined {
  const { ts } = cx;
  const members = new Map<string, Callable>();
  let hasOthers = false;
  for (const property of node.properties) {
    const { name } = property;
    if (name === undefined || !(ts.isIdentifier(name) || ts.isStringLiteral(name))) return undefined;
    if (ts.isAccessor(property)) return undefined;
    const fn = tableFunction(cx, property);
    if (fn !== undefined) members.set(name.text, fn);
    else {
      members.delete(name.text);
      hasOthers ||= cx.checker.getTypeAtLocation(name).getCallSignatures().length > 0;
    }
  }
  if (members.size === 0) return undefined;
  return { kind: 'record', members, isPartial: true, ...(hasOthers && { hasOthers }) };
}
