/** Lowers the methods of arrays that call a function for each element. */

import type ts from 'typescript';
import type { NewOp } from '../ir/builder.js';
import type { IrType, ValueId } from '../ir/types.js';
import { kept } from './any-numbers.js';
import { type ArrayCall, change, hasSpread } from './array-methods.js';
import { assignedBy, callBack, callbackOf, type Callback, countedLoop } from './callbacks.js';
import {
  add,
  apply,
  boolean,
  type Callable,
  constant,
  emit,
  hiddenVariable,
  type LoopExit,
  type Lowering,
  missing,
  number,
  refusal,
  typeOf,
  type Variable,
} from './context.js';
import { branch, branchValue, leave } from './control.js';
import { emitLength, lowerExpression, toBoolean } from './expressions.js';
import { isElement, mayBeSparse, whereElement } from './holes.js';
import { alloc } from './literals.js';
import { expectPlain } from './plain-arrays.js';
import { listOf } from './function-lists.js';
import { forget, isThere, select, type Selection } from './selected.js';
import { isVisit } from './taken-apart.js';
import { skipOuter } from './resolve.js';
import { arrayOf, maybe, present } from './types.js';

const callingBack = new Set([
  'map',
  'forEach',
  'reduce',
  'reduceRight',
  'filter',
  'some',
  'every',
  'find',
  'findIndex',
  'findLast',
  'findLastIndex',
]);

export function lowerCallingBack(cx: Lowering, call: ArrayCall, name: string): ValueId | undefined {
  const { node, type } = call;
  const [argument, initial, extra] = node.arguments;
  if (!callingBack.has(name) || argument === undefined || hasSpread(cx, node) || extra !== undefined) return undefined;
  const reduces = name === 'reduce' || name === 'reduceRight';
  if (initial !== undefined && !reduces) return undefined;
  const listed = visitedList(cx, call);
  const found = callbackOf(cx, argument);
  const callback = listed && found ? { ...found, elements: { of: listed.of, at: reduces ? 1 : 0 } } : found;
  if (callback === undefined || (reduces && callback.fn.kind === 'math')) return undefined;
  if (name === 'filter' && type.kinds !== undefined) return undefined;
  if (name === 'map' && elementTypeOfResult(cx, node) === undefined) return undefined;
  if (reduces && initial === undefined && type.element.kind === 'opaque') return undefined;

  const value = callEach(cx, call, name, callback, listed?.of, initial);
  if (listed !== undefined) forget(cx, listed.keys);
  return value;
}

/** An array with functions that is only visited, one after the other. */
function visitedList(cx: Lowering, { node, receiver }: ArrayCall): Selection | undefined {
  const callee = skipOuter(cx.ts, node.expression);
  if (!cx.ts.isPropertyAccessExpression(callee) || !isVisit(cx, callee)) return undefined;
  const written = listOf(cx, receiver);
  const selected = written === undefined ? select(cx, receiver) : { of: written, keys: [] };
  if (selected === undefined || selected.of.kind === 'list') return selected;
  forget(cx, selected.keys);
  return undefined;
}

function callEach(
  cx: Lowering,
  call: ArrayCall,
  name: string,
  callback: Callback,
  of: Callable | undefined,
  initial: ts.Expression | undefined,
): ValueId | undefined {
  const { node, type } = call;
  const reduces = name === 'reduce' || name === 'reduceRight';
  const count = of?.kind === 'list' && !isThere(of) ? of.items.length : undefined;
  const array = count === undefined ? lowerExpression(cx, call.receiver) : constant(cx, node, undefined);
  const lengthOf = (): ValueId => (count === undefined ? emitLength(cx, node, array) : constant(cx, node, count));
  if (name === 'map' || name === 'filter') expectPlain(cx, node, array, name);
  const load = (index: ValueId): ValueId =>
    emit(cx, node, type.element, (result) => ({ kind: 'load', result, array, index, mayMiss: false }));
  const each = (index: ValueId): readonly (() => ValueId)[] => [() => load(index), () => index, () => array];
  const visit: Visit = (index, body) => {
    if (count === undefined) whereElement(cx, node, type, array, index, body);
    else body();
  };
  if (reduces) return lowerReduce(cx, call, callback, array, load, visit, name === 'reduceRight', initial, lengthOf);
  const length = lengthOf();
  const assigned = assignedBy(cx, callback);
  switch (name) {
    case 'map': {
      const result = mapped(cx, call, array, length);
      countedLoop(cx, node, length, assigned, (index) =>
        visit(index, () => {
          const value = callBack(cx, node, callback, each(index), true);
          add(cx, node, { kind: 'store', array: result, index, value: kept(cx, node, result, value) });
        }),
      );
      return result;
    }
    case 'forEach':
      countedLoop(cx, node, length, assigned, (index) =>
        visit(index, () => void callBack(cx, node, callback, each(index), false)),
      );
      return constant(cx, node, undefined);
    case 'filter': {
      if (type.storage !== 'Array') return filterTyped(cx, call, callback, length, assigned, load, each, visit);
      return filterInto(cx, call, callback, length, assigned, load, each, visit);
    }
    default:
      return lowerSearch(cx, call, name, callback, length, assigned, load, each, visit);
  }
}

function elementTypeOfResult(cx: Lowering, node: ts.CallExpression): IrType | undefined {
  const type = cx.types.at(node);
  return type.kind === 'array' ? type.element : undefined;
}

/** The array that `map` fills; of the kind of the receiver, should that be a typed one. */
function mapped(cx: Lowering, { node, type }: ArrayCall, array: ValueId, length: ValueId): ValueId {
  const same: IrType = { ...type, fixedLength: undefined };
  if (type.kinds !== undefined)
    return emit(cx, node, same, (result) => ({ kind: 'method', result, name: 'slice', array, args: [] }));
  const made = type.storage === 'Array' ? arrayOf(elementTypeOfResult(cx, node) ?? type.element) : same;
  return alloc(cx, node, made, { form: 'sized', length });
}

type Each = (index: ValueId) => readonly (() => ValueId)[];
/** Does something with the element at the index, unless that is a hole. */
type Visit = (index: ValueId, body: () => void) => void;

function filterInto(
  cx: Lowering,
  { node, type }: ArrayCall,
  callback: Callback,
  length: ValueId,
  assigned: Set<Variable>,
  load: (index: ValueId) => ValueId,
  each: Each,
  visit: Visit,
): ValueId {
  const result = alloc(cx, node, arrayOf(type.element), { form: 'literal', elements: [] });
  countedLoop(cx, node, length, assigned, (index) =>
    visit(index, () => {
      // The element is read once, before the callback can change it.
      const element = load(index);
      const [, ...rest] = each(index);
      const keep = toBoolean(cx, node, callBack(cx, node, callback, [() => element, ...rest], true));
      branch(
        cx,
        node,
        keep,
        () => change(cx, node, 'push', result, [element]),
        () => undefined,
      );
    }),
  );
  return result;
}

function filterTyped(
  cx: Lowering,
  call: ArrayCall,
  callback: Callback,
  length: ValueId,
  assigned: Set<Variable>,
  load: (index: ValueId) => ValueId,
  each: Each,
  visit: Visit,
): ValueId {
  const list = filterInto(cx, call, callback, length, assigned, load, each, visit);
  return alloc(cx, call.node, { ...call.type, fixedLength: undefined }, { form: 'copy', of: list });
}

function lowerReduce(
  cx: Lowering,
  { node, type }: ArrayCall,
  callback: Callback,
  array: ValueId,
  load: (index: ValueId) => ValueId,
  visit: Visit,
  down: boolean,
  initial: ts.Expression | undefined,
  lengthOf: () => ValueId,
): ValueId {
  const start = initial && lowerExpression(cx, initial);
  const length = lengthOf();
  const one = (): ValueId => constant(cx, node, 1);
  const resultType = present(cx.types.at(node));
  const accumulated = (value: ValueId): Variable =>
    hiddenVariable(
      cx,
      accumulatorName(cx, callback),
      resultType.kind === 'opaque' ? typeOf(cx, value) : resultType,
      value,
    );
  const turn = (result: Variable) => (index: ValueId) =>
    visit(index, () => {
      const before = cx.env.get(result) as ValueId;
      const value = callBack(cx, node, callback, [() => before, () => load(index), () => index, () => array], true);
      if (cx.end === undefined) cx.env.set(result, value);
    });
  const run = (result: Variable, from: ValueId | undefined): ValueId => {
    const assigned = [...assignedBy(cx, callback), result];
    countedLoop(cx, node, length, assigned, turn(result), from === undefined ? { down } : { from, down });
    const value = cx.env.get(result) as ValueId;
    cx.env.delete(result);
    return value;
  };
  if (start !== undefined) return run(accumulated(start), undefined);
  const choice = (test: ValueId, then: () => ValueId, otherwise: () => ValueId): ValueId =>
    branchValue(cx, node, test, then, otherwise, number) ?? missing(cx, node, number);
  // Without an initial value the first element is it; the library throws where there is none.
  const empty = apply(cx, node, 'eq', [length, constant(cx, node, 0)], boolean);
  const value = branchValue(
    cx,
    node,
    empty,
    () => emit(cx, node, type.element, (result) => reduceOfNothing(node, result)),
    () => {
      const first = down ? apply(cx, node, 'sub', [length, one()]) : constant(cx, node, 0);
      const second = (): ValueId => (down ? apply(cx, node, 'sub', [length, constant(cx, node, 2)]) : one());
      if (!mayBeSparse(type)) return run(accumulated(load(first)), second());
      const isThere = isElement(cx, node, array, first);
      const start = choice(
        isThere,
        () => first,
        () => firstElement(cx, node, array, length, down),
      );
      const result = accumulated(load(start));
      return run(
        result,
        choice(isThere, second, () => apply(cx, node, down ? 'sub' : 'add', [start, one()])),
      );
    },
    type.element,
  );
  return value ?? missing(cx, node, type.element);
}

/** The first index, or the last, that is no hole; the library throws where all are. */
function firstElement(cx: Lowering, node: ts.CallExpression, array: ValueId, length: ValueId, down: boolean): ValueId {
  const first = hiddenVariable(cx, 'first', number, constant(cx, node, -1));
  const look = (index: ValueId, exit: LoopExit): void => {
    const found = (): void => {
      cx.env.set(first, index);
      leave(cx, exit, 'break', node);
    };
    branch(cx, node, isElement(cx, node, array, index), found, () => undefined);
  };
  countedLoop(cx, node, length, [first], look, { down });
  const found = cx.env.get(first) as ValueId;
  cx.env.delete(first);
  const isNone = apply(cx, node, 'lt', [found, constant(cx, node, 0)], boolean);
  const fail = (): void => void emit(cx, node, number, (result) => reduceOfNothing(node, result));
  branch(cx, node, isNone, fail, () => undefined);
  return found;
}

/** Throws the library's own exception. */
function reduceOfNothing(node: ts.Node, result: ValueId): NewOp {
  return {
    kind: 'opaque',
    form: 'expression',
    results: [result],
    template: ['([] as never[]).reduce((sum) => sum)'],
    args: [],
    variables: [],
    effects: 'effects',
    writesArguments: false,
    refusal: refusal(1016, node, { name: 'reduce' }),
  };
}

function accumulatorName(cx: Lowering, callback: Callback): string {
  if (callback.fn.kind === 'math') return 'result';
  const [first] = callback.fn.node.parameters;
  return first !== undefined && cx.ts.isIdentifier(first.name) ? first.name.text : 'result';
}

/** `some`, `every`, `find`, `findIndex`, and those that look from the end: a loop that is left at the first hit. */
function lowerSearch(
  cx: Lowering,
  { node, type }: ArrayCall,
  name: string,
  callback: Callback,
  length: ValueId,
  assigned: Set<Variable>,
  load: (index: ValueId) => ValueId,
  each: Each,
  visit: Visit,
): ValueId {
  const isIndex = name === 'findIndex' || name === 'findLastIndex';
  const isElement = name === 'find' || name === 'findLast';
  const down = name === 'findLast' || name === 'findLastIndex';
  const [resultType, initial]: [IrType, () => ValueId] = isIndex
    ? [number, () => constant(cx, node, -1)]
    : isElement
      ? [maybe(type.element), () => missing(cx, node, maybe(type.element))]
      : [boolean, () => constant(cx, node, name === 'every')];
  const found = hiddenVariable(cx, 'found', resultType, initial());
  const passesOver = name === 'some' || name === 'every';
  const search = (index: ValueId, exit: LoopExit): void => {
    if (passesOver) visit(index, () => test(index, exit));
    else test(index, exit);
  };
  const test = (index: ValueId, exit: LoopExit): void => {
    const element = isElement ? load(index) : undefined;
    const [first, ...rest] = each(index);
    const given = element === undefined ? first : () => element;
    const result = callBack(cx, node, callback, given === undefined ? rest : [given, ...rest], true);
    if (cx.end !== undefined) return;
    const hit = toBoolean(cx, node, result);
    branch(
      cx,
      node,
      name === 'every' ? apply(cx, node, 'not', [hit], boolean) : hit,
      () => {
        if (element !== undefined) cx.env.set(found, element);
        else cx.env.set(found, isIndex ? index : constant(cx, node, name === 'some'));
        leave(cx, exit, 'break', node);
      },
      () => undefined,
    );
  };
  countedLoop(cx, node, length, [...assigned, found], search, { down });
  const value = cx.env.get(found) as ValueId;
  cx.env.delete(found);
  return value;
}
