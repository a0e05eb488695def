/** Lowers the methods of arrays that put elements in another order or another place: `sort`, `splice`, `flat` and their kin. */

import type ts from 'typescript';
import { hasTangent } from '../ir/type-facts.js';
import type { ArrayType, ValueId } from '../ir/types.js';
import { type ArrayCall, change, hasSpread } from './array-methods.js';
import { assignedBy, callBack, callbackOf, countedLoop } from './callbacks.js';
import { add, apply, boolean, constant, emit, type Lowering, number, refusal, typeOf } from './context.js';
import { branch } from './control.js';
import { functionEffects } from './effects.js';
import { emitLength, lowerExpression } from './expressions.js';
import { typesIn } from './generics.js';
import { expectNoHoles, whereElement } from './holes.js';
import { alloc } from './literals.js';
import { guarded, opaquePieces, opaqueStatement, piecesOf } from './opaque.js';
import { expectPlain } from './plain-arrays.js';
import { resolveFunction, skipOuter } from './resolve.js';
import { arrayOf } from './types.js';

/** A method of this kind that is understood; `undefined` for the others. */
export function lowerReordering(cx: Lowering, call: ArrayCall, name: string): ValueId | undefined {
  const { type } = call;
  if (type.kinds !== undefined || hasSpread(cx, call.node)) return undefined;
  const isArray = type.storage === 'Array';
  switch (name) {
    case 'sort':
      return lowerSort(cx, call, false);
    case 'toSorted':
      return lowerSort(cx, call, true);
    case 'toReversed': {
      const copy = copyOf(cx, call.node, withoutHoles(cx, call, name), type);
      change(cx, call.node, 'reverse', copy, []);
      return copy;
    }
    case 'splice':
    case 'toSpliced':
      return isArray ? lowerSplice(cx, call, name === 'toSpliced') : undefined;
    case 'with':
      return lowerWith(cx, call);
    case 'flat':
      return isArray ? lowerFlat(cx, call) : undefined;
    case 'flatMap':
      return isArray ? lowerFlatMap(cx, call) : undefined;
    default:
      return undefined;
  }
}

function copyOf(cx: Lowering, node: ts.Node, array: ValueId, type: ArrayType, args: readonly ValueId[] = []): ValueId {
  return emit(cx, node, { ...type, fixedLength: undefined }, (result) => ({
    kind: 'method',
    result,
    name: 'slice',
    array,
    args,
  }));
}

const load = (cx: Lowering, node: ts.Node, array: ValueId, type: ArrayType, index: ValueId): ValueId =>
  emit(cx, node, type.element, (result) => ({ kind: 'load', result, array, index, mayMiss: false }));

/** The receiver of a method that makes, of holes, elements that are undefined, or the other way round. */
function withoutHoles(cx: Lowering, { node, receiver, type }: ArrayCall, name: string): ValueId {
  const array = lowerExpression(cx, receiver);
  expectNoHoles(cx, node, type, array, name);
  return array;
}

/* --------------------------------------------------------------------- sort */

/** The order is found by sorting the indices with the program's own comparison; then the elements are put there. */
function lowerSort(cx: Lowering, call: ArrayCall, fresh: boolean): ValueId | undefined {
  const { node, type } = call;
  const [argument] = node.arguments;
  const isMissing = type.element.kind === 'maybe' || type.element.kind === 'opaque';
  if (isMissing || !hasTangent(type.element) || (argument === undefined && type.element.kind !== 'number'))
    return undefined;
  const comparison = comparisonOf(cx, argument);
  if (comparison === undefined) return undefined;
  const array = withoutHoles(cx, call, fresh ? 'toSorted' : 'sort');
  const target = fresh ? copyOf(cx, node, array, type) : array;
  const before = copyOf(cx, node, array, type);
  const compare = comparison();
  const order = emit(cx, node, arrayOf(number), (result) => ({
    kind: 'helper',
    result,
    name: 'orderOf',
    args: compare === undefined ? [before] : [before, compare],
  }));
  countedLoop(cx, node, emitLength(cx, node, order), [], (index) => {
    const from = emit(cx, node, number, (result) => ({ kind: 'load', result, array: order, index, mayMiss: false }));
    add(cx, node, { kind: 'store', array: target, index, value: load(cx, node, before, type, from), replaces: true });
  });
  return target;
}

/** A comparison that leaves alone all that is outside of it; without one the array has an order of its own. */
function comparisonOf(cx: Lowering, argument: ts.Expression | undefined): (() => ValueId | undefined) | undefined {
  if (argument === undefined) return () => undefined;
  const { ts } = cx;
  const fn = resolveFunction(cx, argument);
  if (fn === undefined || fn.kind === 'math' || argument.getSourceFile() !== cx.home) return undefined;
  const at = skipOuter(ts, argument);
  const isLiteral = ts.isArrowFunction(at) || ts.isFunctionExpression(at);
  const isNamed = fn.kind === 'module' && ts.isIdentifier(at) && fn.node.getSourceFile() === cx.home;
  if (!(isLiteral || isNamed) || functionEffects(cx, fn.node).writesArguments) return undefined;
  // It stands in the call, so that its parameters get their types there.
  return () =>
    opaquePieces(
      cx,
      argument,
      piecesOf(cx, argument),
      { kind: 'opaque', text: 'Function' },
      { kind: 'pure', writesArguments: false },
      refusal(1016, argument, { name: 'sort' }),
    );
}

/* ------------------------------------------------------------------- splice */

function lowerSplice(cx: Lowering, call: ArrayCall, fresh: boolean): ValueId | undefined {
  const { node, type } = call;
  const [start, count, ...items] = node.arguments;
  if (start === undefined) return undefined;
  const own = withoutHoles(cx, call, fresh ? 'toSpliced' : 'splice');
  const array = fresh ? copyOf(cx, node, own, type) : own;
  const begin = lowerExpression(cx, start);
  const wanted = count && lowerExpression(cx, count);
  const added = items.map((item) => guarded(cx, node, lowerExpression(cx, item), type.element));
  const length = emitLength(cx, node, array);
  const zero = (): ValueId => constant(cx, node, 0);
  const given = whole(cx, node, begin);
  const from = apply(cx, node, 'select', [
    apply(cx, node, 'lt', [given, zero()], boolean),
    apply(cx, node, 'max', [apply(cx, node, 'add', [length, given]), zero()]),
    apply(cx, node, 'min', [given, length]),
  ]);
  const most = apply(cx, node, 'sub', [length, from]);
  const removed =
    wanted === undefined
      ? most
      : apply(cx, node, 'min', [apply(cx, node, 'max', [whole(cx, node, wanted), zero()]), most]);
  const until = apply(cx, node, 'add', [from, removed]);
  const part = copyOf(cx, node, array, type, [from, until]);
  const rest = copyOf(cx, node, array, type, [until]);
  change(cx, node, 'setLength', array, [from]);
  if (added.length > 0) change(cx, node, 'push', array, added);
  pushAll(cx, node, array, rest, type);
  return fresh ? array : part;
}

/** An index as the library takes it. */
function whole(cx: Lowering, node: ts.Node, value: ValueId): ValueId {
  const isNone = apply(cx, node, 'numberIsNaN', [value], boolean);
  return apply(cx, node, 'select', [isNone, constant(cx, node, 0), apply(cx, node, 'trunc', [value])]);
}

/** A copy with another element in one place; the library throws where there is none. */
function lowerWith(cx: Lowering, call: ArrayCall): ValueId | undefined {
  const { node, type } = call;
  const [at, element] = node.arguments;
  if (at === undefined || element === undefined) return undefined;
  const array = withoutHoles(cx, call, 'with');
  const given = whole(cx, node, lowerExpression(cx, at));
  const value = guarded(cx, node, lowerExpression(cx, element), type.element);
  const length = emitLength(cx, node, array);
  const isFromEnd = apply(cx, node, 'lt', [given, constant(cx, node, 0)], boolean);
  const index = apply(cx, node, 'select', [isFromEnd, apply(cx, node, 'add', [length, given]), given]);
  const isInside = apply(
    cx,
    node,
    'and',
    [apply(cx, node, 'ge', [index, constant(cx, node, 0)], boolean), apply(cx, node, 'lt', [index, length], boolean)],
    boolean,
  );
  const fail = (): void =>
    opaqueStatement(
      cx,
      node,
      [`new ${type.storage}(`, length, ').with(', given, ', 0);'],
      { kind: 'effects', writesArguments: false },
      refusal(1016, node, { name: 'with' }),
    );
  branch(cx, node, isInside, () => undefined, fail);
  const copy = copyOf(cx, node, array, type);
  add(cx, node, { kind: 'store', array: copy, index, value, replaces: true });
  return copy;
}

function pushAll(cx: Lowering, node: ts.Node, to: ValueId, from: ValueId, type: ArrayType): void {
  countedLoop(cx, node, emitLength(cx, node, from), [], (index) =>
    whereElement(cx, node, type, from, index, () => change(cx, node, 'push', to, [load(cx, node, from, type, index)])),
  );
}

/* --------------------------------------------------------------------- flat */

/** Arrays that are taken apart where they stand in others: known to be such, and to have no gaps of a kind of their own. */
function isRow(type: ReturnType<typeof typeOf>): type is ArrayType {
  return type.kind === 'array' && type.storage === 'Array' && type.kinds === undefined;
}

function lowerFlat(cx: Lowering, { node, receiver, type }: ArrayCall): ValueId | undefined {
  const [depth] = node.arguments;
  if (depth !== undefined && depth.getText() !== '1') return undefined;
  const row = type.element;
  if (!isRow(row)) return undefined;
  const array = lowerExpression(cx, receiver);
  expectPlain(cx, node, array, 'flat');
  const result = alloc(cx, node, arrayOf(row.element), { form: 'literal', elements: [] });
  countedLoop(cx, node, emitLength(cx, node, array), [], (index) =>
    whereElement(cx, node, type, array, index, () =>
      pushAll(cx, node, result, load(cx, node, array, type, index), row),
    ),
  );
  return result;
}

function lowerFlatMap(cx: Lowering, { node, receiver, type }: ArrayCall): ValueId | undefined {
  const [argument, extra] = node.arguments;
  const callback = argument && extra === undefined ? callbackOf(cx, argument) : undefined;
  const resultType = cx.types.at(node);
  if (callback === undefined || callback.fn.kind === 'math' || resultType.kind !== 'array') return undefined;
  const signature = cx.checker.getSignatureFromDeclaration(callback.fn.node);
  const given = signature && typesIn(cx, callback.fn).of(cx.checker.getReturnTypeOfSignature(signature));
  // What is an array now and a number then only the run can tell.
  if (given === undefined || !(isRow(given) || given.kind === 'number')) return undefined;
  const array = lowerExpression(cx, receiver);
  expectPlain(cx, node, array, 'flatMap');
  const result = alloc(cx, node, arrayOf(resultType.element), { form: 'literal', elements: [] });
  const length = emitLength(cx, node, array);
  countedLoop(cx, node, length, assignedBy(cx, callback), (index) =>
    whereElement(cx, node, type, array, index, () => {
      const element = (): ValueId => load(cx, node, array, type, index);
      const value = callBack(cx, node, callback, [element, () => index, () => array], true);
      if (cx.end !== undefined) return;
      if (isRow(given)) pushAll(cx, node, result, value, given);
      else change(cx, node, 'push', result, [value]);
    }),
  );
  return result;
}
