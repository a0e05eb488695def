/** Loops over arrays that call a function for each element, with the function's body lowered in place. */

import type ts from 'typescript';
import { isPrimitiveName, primitives } from '../rules/primitives.js';
import type { IrType, ValueId } from '../ir/types.js';
import { assignedIn } from './assigned.js';
import { emitCall, parametersOf } from './calls.js';
import {
  add,
  apply,
  boolean,
  type Callable,
  constant,
  type FunctionValue,
  hiddenVariable,
  type Lowering,
  missing,
  number,
  type Variable,
} from './context.js';
import { loop } from './control.js';
import { boundClosure, instanceOf, typesIn } from './generics.js';
import { invoke, type Argument, valueArgument } from './inline.js';
import { mathPrimitive } from './math.js';
import { resolveFunction } from './resolve.js';
import { isThere, picked } from './selected.js';
import type { LoopExit } from './context.js';
import { walkTree } from './walk.js';

/** A function that is known, and can be called for each element. */
export type Callback = {
  readonly fn: FunctionValue;
  readonly node: ts.Expression;
  readonly elements?: Elements;
};

/** What is known of the functions in the elements that it is called for, which are one of its arguments; the index is the next. */
type Elements = { readonly of: Callable; readonly at: number };

export function callbackOf(cx: Lowering, node: ts.Expression): Callback | undefined {
  const { ts } = cx;
  const fn = resolveFunction(cx, node);
  if (fn === undefined) return undefined;
  if (fn.kind === 'math') {
    const primitive = mathPrimitive(fn.name);
    return primitive !== undefined && isPrimitiveName(primitive) && primitives[primitive].arity === 1
      ? { fn, node }
      : undefined;
  }
  const isAsync = (ts.getCombinedModifierFlags(fn.node as ts.Declaration) & ts.ModifierFlags.Async) !== 0;
  if (isAsync || fn.node.asteriskToken !== undefined || cx.inlining.includes(fn.node)) return undefined;
  if (shrinksArrays(cx, fn.node) || usesArguments(cx, fn.node)) return undefined;
  if (fn.kind === 'closure') return { fn: boundClosure(cx, node, fn), node };
  const instance = cx.project.isConstant(fn.node) ? undefined : instanceOf(cx, node, fn);
  return instance === undefined || cx.project.failed.has(instance.key) ? undefined : { fn: instance, node };
}

/** The methods that call back visit what was there at the start and still is; a callback that removes elements is left alone. */
function shrinksArrays(cx: Lowering, node: ts.Node): boolean {
  const { ts } = cx;
  let shrinks = false;
  walkTree(node, (at) => {
    if (ts.isPropertyAccessExpression(at) && /^(pop|shift|splice)$/.test(at.name.text)) shrinks = true;
    if (ts.isBinaryExpression(at) && ts.isPropertyAccessExpression(at.left) && at.left.name.text === 'length')
      shrinks ||= at.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  });
  return shrinks;
}

export function usesArguments(cx: Lowering, node: ts.Node): boolean {
  const { ts } = cx;
  let uses = false;
  walkTree(node, (at) => {
    if (ts.isIdentifier(at) && at.text === 'arguments') uses = true;
  });
  return uses;
}

/** Calls the function with as many of the arguments as it takes. */
export function callBack(
  cx: Lowering,
  node: ts.Expression,
  callback: Callback,
  args: readonly (() => ValueId)[],
  used: boolean,
): ValueId {
  const { fn } = callback;
  if (fn.kind === 'math')
    return apply(
      cx,
      node,
      mathPrimitive(fn.name) ?? fn.name,
      args.slice(0, 1).map((make) => make()),
      number,
    );
  const parameters = parametersOf(cx, fn.node);
  const restAt = parameters.findIndex((parameter) => parameter.dotDotDotToken !== undefined);
  const count = restAt >= 0 ? args.length : parameters.length;
  const { elements } = callback;
  if (elements !== undefined && fn.kind === 'closure') {
    const given = args.slice(0, count).map((make, at): Argument => {
      const index = at === elements.at ? args[at + 1]?.() : undefined;
      if (index === undefined) return valueArgument(make());
      const held = picked(elements.of, hiddenVariable(cx, 'key', number, index), true);
      return isThere(held)
        ? { kind: 'value', value: make(), held }
        : { kind: 'function', fn: held, node: callback.node };
    });
    return invoke(cx, node, fn, given, used);
  }
  const passed = args.slice(0, count).map((make) => make());
  if (fn.kind === 'closure' || cx.project.ts.isArrowFunction(callback.node)) {
    if (fn.kind !== 'closure') throw new Error('an arrow function is a closure');
    return invoke(cx, node, fn, restAt >= 0 ? withRest(cx, node, fn, restAt, passed) : passed.map(valueArgument), used);
  }
  const values =
    restAt >= 0
      ? withRest(cx, node, fn, restAt, passed).flatMap((each) => (each.kind === 'value' ? [each.value] : []))
      : passed;
  const all = parameters.map(
    (parameter, index) => values[index] ?? missing(cx, node, { kind: 'maybe', of: typesIn(cx, fn).at(parameter) }),
  );
  return emitCall(cx, node, fn, all);
}

function withRest(
  cx: Lowering,
  node: ts.Node,
  fn: Exclude<FunctionValue, { kind: 'math' }>,
  restAt: number,
  values: readonly ValueId[],
): Argument[] {
  const parameter = parametersOf(cx, fn.node)[restAt];
  const type: IrType = parameter === undefined ? { kind: 'opaque', text: 'unknown' } : typesIn(cx, fn).at(parameter);
  const rest = cx.fn.value(type);
  add(cx, node, { kind: 'alloc', result: rest, init: { form: 'literal', elements: values.slice(restAt) } });
  return [...values.slice(0, restAt), rest].map(valueArgument);
}

/** Variables that calling back may assign. */
export function assignedBy(cx: Lowering, callback: Callback): Set<Variable> {
  if (callback.fn.kind !== 'closure') return new Set();
  const saved = cx.scope;
  cx.scope = callback.fn.scope;
  const assigned = assignedIn(cx, [callback.fn.node], callback.elements && [callback.elements.of]);
  cx.scope = saved;
  return assigned;
}

/** `for (i = from; i < length; i++)`, or down to `to`, with further variables that the body assigns. */
export function countedLoop(
  cx: Lowering,
  node: ts.Node,
  length: ValueId,
  assigned: Iterable<Variable>,
  body: (index: ValueId, exit: LoopExit) => void,
  options: { readonly from?: ValueId; readonly down?: boolean } = {},
): void {
  const down = options.down === true;
  const one = (): ValueId => constant(cx, node, 1);
  const start = options.from ?? (down ? apply(cx, node, 'sub', [length, one()]) : constant(cx, node, 0));
  const index = hiddenVariable(cx, 'i', number, start);
  const current = (): ValueId => cx.env.get(index) as ValueId;
  loop(cx, node, {
    assigned: new Set([...assigned, index]),
    test: () =>
      down
        ? apply(cx, node, 'ge', [current(), constant(cx, node, 0)], boolean)
        : apply(cx, node, 'lt', [current(), length], boolean),
    body: (exit) => {
      body(current(), exit);
      if (cx.end === undefined) cx.env.set(index, apply(cx, node, down ? 'sub' : 'add', [current(), one()]));
    },
  });
  cx.env.delete(index);
}

/** Stores the callback's result for each index. */
export function fillBy(
  cx: Lowering,
  node: ts.Expression,
  result: ValueId,
  length: ValueId,
  callback: Callback,
  element: (index: ValueId) => ValueId,
): void {
  countedLoop(cx, node, length, assignedBy(cx, callback), (index) => {
    const value = callBack(cx, node, callback, [() => element(index), () => index], true);
    add(cx, node, { kind: 'store', array: result, index, value });
  });
}
