/** Lowers the methods of arrays. */

import type ts from 'typescript';
import type { ArrayType, IrType, MethodName, ValueId } from '../ir/types.js';
import { mayHoldIntegers } from '../ir/type-facts.js';
import { kept } from './any-numbers.js';
import { lowerReordering } from './reordering.js';
import { lowerCallingBack } from './calling-back.js';
import { add, apply, boolean, constant, emit, type Lowering, number, refusal, typeOf } from './context.js';
import { countedLoop } from './callbacks.js';
import { branch } from './control.js';
import { emitLength, lowerExpression } from './expressions.js';
import { expectNoHoles } from './holes.js';
import { alloc, arrayTypeAt, spreadParts } from './literals.js';
import { guarded, opaquePieces, type Piece } from './opaque.js';
import { isUnion } from './places.js';
import { skipOuter } from './resolve.js';
import { arrayOf, maybe, present } from './types.js';

export type ArrayCall = {
  readonly node: ts.CallExpression;
  readonly receiver: ts.Expression;
  readonly type: ArrayType;
  readonly used: boolean;
};

/** A method of an array that is understood; `undefined` for the others. */
export function lowerArrayMethod(cx: Lowering, node: ts.CallExpression, used: boolean): ValueId | undefined {
  const { ts } = cx;
  const callee = skipOuter(ts, node.expression);
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  const type = arrayTypeAt(cx, callee.expression);
  if (type.kind !== 'array' || isUnion(cx, callee.expression)) return undefined;
  const call: ArrayCall = { node, receiver: callee.expression, type, used };
  const name = callee.name.text;
  // They have the constructor of the array's class make what they give.
  if (type.instance !== undefined && /^(slice|splice|concat|map|filter|flat|flatMap)$/.test(name)) return undefined;
  const isArray = type.storage === 'Array' && type.kinds === undefined;
  switch (name) {
    case 'push':
      return isArray ? lowerPush(cx, call) : undefined;
    case 'pop':
      return isArray ? lowerPop(cx, call) : undefined;
    case 'shift':
      return isArray ? lowerShift(cx, call) : undefined;
    case 'unshift':
      return isArray ? lowerUnshift(cx, call) : undefined;
    case 'fill':
      return lowerFill(cx, call);
    case 'reverse':
    case 'copyWithin':
      return onItself(cx, call, name);
    case 'slice':
      return fresh(cx, call, 'slice');
    case 'subarray':
      return isArray ? undefined : fresh(cx, call, 'subarray');
    case 'set':
      return isArray || mayHoldIntegers(type) ? undefined : lowerSet(cx, call);
    case 'concat':
      return isArray ? lowerConcat(cx, call) : undefined;
    case 'indexOf':
    case 'lastIndexOf':
      return lowerIndexOf(cx, call, name);
    case 'at':
      return lowerAt(cx, call);
    default:
      return lowerReordering(cx, call, name) ?? lowerCallingBack(cx, call, name);
  }
}

export function hasSpread(cx: Lowering, node: ts.CallExpression): boolean {
  return node.arguments.some((argument) => cx.ts.isSpreadElement(argument));
}

const lowerAll = (cx: Lowering, nodes: readonly ts.Expression[]): ValueId[] =>
  nodes.map((node) => lowerExpression(cx, node));

/** A method that changes the array and does not give anything else. */
export function change(cx: Lowering, node: ts.Node, name: MethodName, array: ValueId, args: readonly ValueId[]): void {
  add(cx, node, { kind: 'method', result: undefined, name, array, args });
}

function lowerPush(cx: Lowering, { node, receiver, type, used }: ArrayCall): ValueId | undefined {
  if (!hasSpread(cx, node)) {
    const array = lowerExpression(cx, receiver);
    const values = lowerAll(cx, node.arguments);
    if (values.length > 0)
      change(
        cx,
        node,
        'push',
        array,
        values.map((value) => guarded(cx, node, value, type.element)),
      );
    return used ? emitLength(cx, node, array) : array;
  }
  const spreadable = (argument: ts.Expression): boolean =>
    !cx.ts.isSpreadElement(argument) || present(cx.types.at(argument.expression)).kind === 'array';
  if (!node.arguments.every(spreadable)) return undefined;
  const array = lowerExpression(cx, receiver);
  const parts = spreadParts(cx, node.arguments) ?? [];
  // All arguments are read before the first is appended: an array may be appended to itself.
  const added = alloc(
    cx,
    node,
    arrayOf(type.element),
    parts.length === 1 && parts[0] ? { form: 'copy', of: parts[0].value, fillsHoles: true } : { form: 'spread', parts },
  );
  countedLoop(cx, node, emitLength(cx, node, added), [], (index) => {
    const element = emit(cx, node, type.element, (result) => ({
      kind: 'load',
      result,
      array: added,
      index,
      mayMiss: false,
    }));
    change(cx, node, 'push', array, [element]);
  });
  return used ? emitLength(cx, node, array) : array;
}

function lowerPop(cx: Lowering, { node, receiver, type }: ArrayCall): ValueId {
  const array = lowerExpression(cx, receiver);
  const wrapper = cx.wrappers.get(node);
  const certain = wrapper !== undefined && cx.types.at(wrapper).kind !== 'maybe';
  return emit(cx, node, certain ? type.element : maybe(type.element), (result) => ({
    kind: 'method',
    result,
    name: 'pop',
    array,
    args: [],
  }));
}

/** The first element; the others move down by one. */
function lowerShift(cx: Lowering, { node, receiver, type }: ArrayCall): ValueId {
  const array = lowerExpression(cx, receiver);
  expectNoHoles(cx, node, type, array, 'shift');
  const wrapper = cx.wrappers.get(node);
  const mayMiss = wrapper === undefined || cx.types.at(wrapper).kind === 'maybe';
  const index = constant(cx, node, 0);
  const first = emit(cx, node, mayMiss ? maybe(type.element) : type.element, (result) => ({
    kind: 'load',
    result,
    array,
    index,
    mayMiss,
  }));
  const length = emitLength(cx, node, array);
  const some = apply(cx, node, 'gt', [length, constant(cx, node, 0)], boolean);
  const move = (): void => {
    const one = constant(cx, node, 1);
    change(cx, node, 'copyWithin', array, [constant(cx, node, 0), one]);
    change(cx, node, 'setLength', array, [apply(cx, node, 'sub', [length, one])]);
  };
  branch(cx, node, some, move, () => undefined);
  return first;
}

/** Room is made at the end, the elements move up, and the new ones take their places. */
function lowerUnshift(cx: Lowering, { node, receiver, type, used }: ArrayCall): ValueId | undefined {
  if (hasSpread(cx, node)) return undefined;
  const array = lowerExpression(cx, receiver);
  const values = lowerAll(cx, node.arguments).map((value) => guarded(cx, node, value, type.element));
  expectNoHoles(cx, node, type, array, 'unshift');
  if (values.length > 0) {
    const length = emitLength(cx, node, array);
    change(cx, node, 'push', array, values);
    change(cx, node, 'copyWithin', array, [constant(cx, node, values.length), constant(cx, node, 0), length]);
    values.forEach((value, position) => {
      const index = constant(cx, node, position);
      add(cx, node, { kind: 'store', array, index, value, replaces: true });
    });
  }
  return used ? emitLength(cx, node, array) : array;
}

function lowerFill(cx: Lowering, call: ArrayCall): ValueId | undefined {
  const { ts } = cx;
  const { node, type } = call;
  const receiver = skipOuter(ts, call.receiver);
  const [first, ...range] = node.arguments;
  if (first === undefined || hasSpread(cx, node)) return undefined;
  const array = lowerExpression(cx, receiver);
  // `new Array(n).fill(0)`: nothing but the fill can have seen the holes.
  const last = cx.region.ops.at(-1);
  const made = last?.kind === 'alloc' && last.result === array && last.init.form === 'sized' ? last.init : undefined;
  const value = lowerExpression(cx, first);
  const type2 = typeOf(cx, value);
  const scalar = type2.kind === 'number' || type2.kind === 'boolean' || type2.kind === 'string';
  if (made !== undefined && type.storage === 'Array' && range.length === 0 && scalar && isFreshArray(cx, receiver)) {
    const at = cx.region.ops.findIndex((op) => op.kind === 'alloc' && op.result === array);
    if (at >= 0) cx.region.ops.splice(at, 1);
    return alloc(cx, node, filledType(cx, array, type2), { form: 'filled', length: made.length, value });
  }
  const stored = kept(cx, node, array, guarded(cx, node, value, type.element));
  change(cx, node, 'fill', array, [stored, ...lowerAll(cx, range)]);
  return array;
}

function filledType(cx: Lowering, array: ValueId, element: IrType): IrType {
  const type = typeOf(cx, array);
  return type.kind === 'array' && type.element.kind !== 'opaque' ? type : arrayOf(element);
}

function isFreshArray(cx: Lowering, node: ts.Expression): boolean {
  return cx.ts.isNewExpression(node) || cx.ts.isCallExpression(node);
}

function onItself(
  cx: Lowering,
  { node, receiver, type }: ArrayCall,
  name: 'reverse' | 'copyWithin',
): ValueId | undefined {
  if (hasSpread(cx, node)) return undefined;
  const array = lowerExpression(cx, receiver);
  expectNoHoles(cx, node, type, array, name);
  change(cx, node, name, array, lowerAll(cx, node.arguments));
  return array;
}

function fresh(cx: Lowering, { node, receiver, type }: ArrayCall, name: 'slice' | 'subarray'): ValueId | undefined {
  if (hasSpread(cx, node)) return undefined;
  const array = lowerExpression(cx, receiver);
  const args = lowerAll(cx, node.arguments);
  return emit(cx, node, { ...type, fixedLength: undefined }, (result) => ({
    kind: 'method',
    result,
    name,
    array,
    args,
  }));
}

function lowerSet(cx: Lowering, { node, receiver }: ArrayCall): ValueId | undefined {
  const [source] = node.arguments;
  if (source === undefined || hasSpread(cx, node) || present(cx.types.at(source)).kind !== 'array') return undefined;
  const array = lowerExpression(cx, receiver);
  change(cx, node, 'set', array, lowerAll(cx, node.arguments));
  return constant(cx, node, undefined);
}

function lowerConcat(cx: Lowering, { node, receiver, type }: ArrayCall): ValueId | undefined {
  const known = (argument: ts.Expression): boolean => {
    const argumentType = cx.types.at(argument);
    const { kind } = argumentType;
    // Which of them are taken apart only the run knows.
    if (argumentType.kind === 'array' && argumentType.kinds !== undefined) return false;
    return !cx.ts.isSpreadElement(argument) && kind !== 'opaque' && kind !== 'maybe';
  };
  if (!node.arguments.every(known)) return undefined;
  const array = lowerExpression(cx, receiver);
  const parts = [{ spread: true, value: array }];
  for (const argument of node.arguments) {
    const value = lowerExpression(cx, argument);
    const valueType = typeOf(cx, value);
    // `concat` takes an array apart, but not a typed array.
    parts.push({ spread: valueType.kind === 'array' && valueType.storage === 'Array', value });
  }
  const result = arrayOf(type.element);
  const joined = { form: 'spread', parts, keepsHoles: true } as const;
  return alloc(cx, node, result, parts.length === 1 ? { form: 'copy', of: array } : joined);
}

/** Where an element is: a whole number, through which no derivative flows. */
function lowerIndexOf(cx: Lowering, { node, receiver, type }: ArrayCall, name: string): ValueId | undefined {
  if (type.element.kind !== 'number' || hasSpread(cx, node)) return undefined;
  const array = lowerExpression(cx, receiver);
  const pieces: Piece[] = [array, `.${name}(`];
  lowerAll(cx, node.arguments).forEach((argument, index) => pieces.push(index > 0 ? ', ' : '', argument));
  const effects = { kind: 'reads', writesArguments: false } as const;
  const found = opaquePieces(cx, node, [...pieces, ')'], number, effects, refusal(1016, node, { name }));
  return apply(cx, node, 'stopGradient', [found]);
}

function lowerAt(cx: Lowering, { node, receiver, type }: ArrayCall): ValueId | undefined {
  const { ts } = cx;
  const [argument] = node.arguments;
  if (argument === undefined || cx.types.at(argument).kind !== 'number') return undefined;
  const array = lowerExpression(cx, receiver);
  const wrapper = cx.wrappers.get(node);
  const mayMiss = wrapper === undefined || cx.types.at(wrapper).kind === 'maybe';
  const at = skipOuter(ts, argument);
  let index: ValueId;
  if (ts.isNumericLiteral(at) && Number.isInteger(Number(at.text))) index = lowerExpression(cx, at);
  else if (
    ts.isPrefixUnaryExpression(at) &&
    at.operator === ts.SyntaxKind.MinusToken &&
    ts.isNumericLiteral(at.operand) &&
    Number.isInteger(Number(at.operand.text))
  )
    index = apply(cx, node, 'sub', [emitLength(cx, node, array), lowerExpression(cx, at.operand)]);
  else {
    const given = apply(cx, node, 'trunc', [lowerExpression(cx, argument)]);
    const whole = apply(cx, node, 'select', [
      apply(cx, node, 'numberIsNaN', [given], boolean),
      constant(cx, node, 0),
      given,
    ]);
    const back = apply(cx, node, 'add', [emitLength(cx, node, array), whole]);
    index = apply(cx, node, 'select', [apply(cx, node, 'lt', [whole, constant(cx, node, 0)], boolean), back, whole]);
  }
  return emit(cx, node, mayMiss ? maybe(type.element) : type.element, (result) => ({
    kind: 'load',
    result,
    array,
    index,
    mayMiss,
  }));
}
