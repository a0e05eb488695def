/**
 * Calls of functions that fields hold: `this.length = isCubic ? cubicLength : quadraticLength`, then `this.length(points)`. The
 * function is asked which one it is of those that the program stores there.
 */

import type ts from 'typescript';
import type { ClassRef, TemplatePart, ValueId } from '../ir/types.js';
import { callModuleFunction, hasResult } from './calls.js';
import { nameOutside } from './classes.js';
import {
  boolean,
  emit,
  type FunctionValue,
  type Lowering,
  missing,
  constant,
  refusal,
  add,
  terminate,
} from './context.js';
import { branchValue } from './control.js';
import { lowerExpression } from './expressions.js';
import { mayImport } from './imports.js';
import { snippet } from './opaque.js';
import { isProjectFile } from './packages.js';
import { moduleFunction, resolveFunction, skipOuter, symbolAt } from './resolve.js';
import { walkTree } from './walk.js';

type ModuleFunctionValue = Extract<FunctionValue, { kind: 'module' }>;
type Stored = { readonly fn: ModuleFunctionValue; readonly ref: ClassRef };

/** Calls what a field holds; `undefined` where not all that it may hold is known by name. */
export function callStored(
  cx: Lowering,
  node: ts.CallExpression,
  callee: ts.Expression,
  used: boolean,
): ValueId | undefined {
  const { ts } = cx;
  if (!ts.isPropertyAccessExpression(callee) || node.questionDotToken !== undefined) return undefined;
  const property = cx.checker.getSymbolAtLocation(callee.name);
  const candidates = property && storedIn(cx, property);
  if (candidates === undefined) return undefined;
  const called = lowerExpression(cx, callee);
  const evaluated = node.arguments.filter(
    (argument) =>
      !ts.isSpreadElement(argument) && !cx.known.has(argument) && resolveFunction(cx, argument) === undefined,
  );
  for (const argument of evaluated) cx.known.set(argument, lowerExpression(cx, argument));
  const type = cx.types.at(cx.wrappers.get(node) ?? node);
  const wanted = used && hasResult(type);
  const choose = ([first, ...others]: readonly Stored[]): ValueId | undefined => {
    if (first === undefined) {
      throwUnknown(cx, node, called);
      return undefined;
    }
    const test = asks(cx, node, called, first.ref);
    return branchValue(
      cx,
      node,
      test,
      () => {
        const value = callModuleFunction(cx, node, first.fn, used);
        return wanted ? value : undefined;
      },
      () => choose(others),
      wanted ? type : undefined,
    );
  };
  const value = choose(candidates);
  for (const argument of evaluated) cx.known.delete(argument);
  return value ?? (wanted ? missing(cx, node, type) : constant(cx, node, undefined));
}

/** Whether a value is this very function. The cast keeps the type checker from drawing conclusions of its own. */
function asks(cx: Lowering, node: ts.Node, value: ValueId, of: ClassRef): ValueId {
  const template: TemplatePart[] = ['(', { arg: 0 }, ' as unknown) === ', { class: of }];
  return emit(cx, node, boolean, (result) => ({
    kind: 'opaque',
    form: 'expression',
    results: [result],
    template,
    args: [value],
    variables: [],
    effects: 'pure',
    writesArguments: false,
    refusal: refusal(1019, node, { text: snippet(node) }),
    asks: of,
  }));
}

function throwUnknown(cx: Lowering, node: ts.CallExpression, fn: ValueId): void {
  const value = cx.fn.value({ kind: 'opaque', text: 'Error' });
  add(cx, node, {
    kind: 'opaque',
    form: 'expression',
    results: [value],
    template: [{ helper: 'unknownFunction' }, '(', { arg: 0 }, `, ${JSON.stringify(snippet(node.expression))})`],
    args: [fn],
    variables: [],
    effects: 'reads',
    writesArguments: false,
    refusal: refusal(1019, node, { text: snippet(node) }),
  });
  terminate(cx, { kind: 'throw', value });
}

/** A function of a module as a value, wherever it is named; `undefined` where code of the file at hand cannot name it. */
export function functionNamed(cx: Lowering, node: ts.Identifier): ValueId | undefined {
  const ref = refOf(cx, node);
  // What stands in the file itself has its own name there, be it one that an import gives it.
  if (ref === undefined || (node.getSourceFile() === cx.home && ref.file !== cx.home.fileName)) return undefined;
  return emit(cx, node, cx.types.at(cx.wrappers.get(node) ?? node), (result) => ({
    kind: 'opaque',
    form: 'expression',
    results: [result],
    template: [{ class: ref }],
    args: [],
    variables: [],
    effects: 'pure',
    writesArguments: false,
    refusal: refusal(1019, node, { text: node.text }),
  }));
}

function refOf(cx: Lowering, node: ts.Expression): ClassRef | undefined {
  const { project } = cx;
  const symbol = symbolAt(project, node);
  const fn = symbol && moduleFunction(project, symbol);
  if (fn?.symbol === undefined || fn.local === true) return undefined;
  const file = fn.node.getSourceFile();
  const exportedAs = nameOutside(project, fn.symbol, file);
  const isNamed = file === cx.home || (exportedAs !== undefined && mayImport(project, cx.home, file));
  return isNamed ? { file: file.fileName, name: fn.name, exportedAs } : undefined;
}

/* --------------------------------------------------------------- candidates */

/** All functions that the program stores in a property of a class; `undefined` where it is not known which these are. */
function storedIn(cx: Lowering, property: ts.Symbol): readonly Stored[] | undefined {
  const { ts } = cx;
  const { valueDeclaration: declaration } = property;
  if (declaration === undefined || !ts.isPropertyDeclaration(declaration)) return undefined;
  const found = new Map<string, Stored>();
  const isStored = (value: ts.Expression): boolean => {
    const at = skipOuter(ts, value);
    if (ts.isConditionalExpression(at)) return isStored(at.whenTrue) && isStored(at.whenFalse);
    const symbol = symbolAt(cx.project, at);
    const fn = symbol && moduleFunction(cx.project, symbol);
    const ref = fn && refOf(cx, at);
    if (fn === undefined || ref === undefined || usesThis(cx, fn.node)) return false;
    found.set(fn.key, { fn: { kind: 'module', key: fn.key, node: fn.node, name: fn.name }, ref });
    return true;
  };
  const values = assignedTo(cx, property);
  if (declaration.initializer !== undefined) values.push(declaration.initializer);
  return values.length > 0 && values.every(isStored) ? [...found.values()] : undefined;
}

function assignedTo({ ts, checker, project }: Lowering, property: ts.Symbol): ts.Expression[] {
  const values: ts.Expression[] = [];
  for (const file of project.program.getSourceFiles()) {
    if (!isProjectFile(project.program, file) || !file.text.includes(property.name)) continue;
    walkTree(file, (node) => {
      if (!ts.isPropertyAccessExpression(node) || node.name.text !== property.name) return;
      const { parent } = node;
      // By the declaration: a property of `this` may have a symbol of its own.
      const isIt = checker.getSymbolAtLocation(node.name)?.valueDeclaration === property.valueDeclaration;
      if (ts.isBinaryExpression(parent) && parent.left === node && isIt) values.push(parent.right);
    });
  }
  return values;
}

function usesThis({ ts }: Lowering, fn: ts.Node): boolean {
  if (ts.isArrowFunction(fn)) return false;
  let uses = false;
  walkTree(fn, (node) => void (uses ||= node.kind === ts.SyntaxKind.ThisKeyword));
  return uses;
}
