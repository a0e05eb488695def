/** Lowers calls of `Math`, and of the library's functions on single numbers. */

import type ts from 'typescript';
import type { ValueId } from '../ir/types.js';
import { isPrimitiveName, primitives } from '../rules/primitives.js';
import {
  apply,
  argumentsOf,
  boolean,
  constant,
  emit,
  hiddenVariable,
  type Lowering,
  number,
  refusal,
} from './context.js';
import { loop } from './control.js';
import { emitLength, literalsAmong, lowerExpression } from './expressions.js';
import { opaqueCall } from './opaque-calls.js';
import { snippet } from './opaque.js';
import { isGlobal, mathMember, skipOuter } from './resolve.js';
import { present } from './types.js';

/** A call of `Math`, `Number.isNaN`, …; `undefined` when it is none that the rules know. */
export function lowerMathCall(cx: Lowering, node: ts.CallExpression, used: boolean): ValueId | undefined {
  const { ts } = cx;
  const callee = skipOuter(ts, node.expression);
  const member = mathMember(cx.project, callee);
  if (member !== undefined) {
    if (member === 'random') return opaqueCall(cx, node, used, refusal(1024, node, { text: snippet(node) }));
    return lowerMathMember(cx, node, member);
  }
  const primitive = numberFunction(cx, callee);
  const [argument] = argumentsOf(cx, node);
  if (primitive === undefined || argument === undefined || argumentsOf(cx, node).length !== 1) return undefined;
  const { kind } = cx.types.at(argument);
  if (kind !== 'number' && !(kind === 'boolean' && primitive === 'toNumber')) return undefined;
  const value = lowerExpression(cx, argument);
  if (primitive === 'numberIsSafeInteger') {
    const size = apply(cx, node, 'abs', [value]);
    const isSmall = apply(cx, node, 'le', [size, constant(cx, node, Number.MAX_SAFE_INTEGER)], boolean);
    return apply(cx, node, 'and', [apply(cx, node, 'numberIsInteger', [value], boolean), isSmall], boolean);
  }
  if (primitive === 'toNumber' && kind === 'number') return value;
  return apply(cx, node, primitive, [value], primitive === 'toNumber' ? number : boolean);
}

function numberFunction(cx: Lowering, callee: ts.Expression): string | undefined {
  if (isGlobal(cx.project, callee, 'isNaN')) return 'isNaN';
  if (isGlobal(cx.project, callee, 'isFinite')) return 'isFinite';
  if (isGlobal(cx.project, callee, 'Number')) return 'toNumber';
  if (!cx.ts.isPropertyAccessExpression(callee) || !isGlobal(cx.project, callee.expression, 'Number')) return undefined;
  const name = `number${callee.name.text.charAt(0).toUpperCase()}${callee.name.text.slice(1)}`;
  return isPrimitiveName(name) || name === 'numberIsSafeInteger' ? name : undefined;
}

/** The primitive that stands for a function of `Math`. */
export function mathPrimitive(member: string): string | undefined {
  if (member === 'pow') return 'mathPow';
  return isPrimitiveName(member) && primitives[member].print.form === 'call' ? member : undefined;
}

/** A call of the function of `Math` with that name. */
export function lowerMathMember(cx: Lowering, node: ts.CallExpression, member: string): ValueId | undefined {
  const { ts } = cx;
  const primitive = mathPrimitive(member);
  if (primitive === undefined || !isPrimitiveName(primitive)) return undefined;
  const { arity } = primitives[primitive];
  const args = argumentsOf(cx, node).flatMap((argument) => listed(cx, argument));
  const isSpreadOfNumbers = (argument: ts.Expression): boolean => {
    if (!ts.isSpreadElement(argument)) return false;
    const type = present(cx.types.at(argument.expression));
    return type.kind === 'array' && type.element.kind === 'number';
  };
  if (args.some((argument) => ts.isSpreadElement(argument))) {
    const known = args.every((argument) => isSpreadOfNumbers(argument) || cx.types.at(argument).kind === 'number');
    return known && (member === 'max' || member === 'min') ? extremeOfSpread(cx, node, args, member) : undefined;
  }
  if (args.some((argument) => cx.types.at(argument).kind !== 'number')) return undefined;
  if (arity !== 'variadic' && arity !== args.length) return undefined;
  const values = args.map((argument) => lowerExpression(cx, argument));
  return apply(cx, node, primitive, values, number, literalsAmong(cx, args));
}

/** `...[a, b]` is `a, b`. */
function listed(cx: Lowering, argument: ts.Expression): readonly ts.Expression[] {
  const { ts } = cx;
  const list = ts.isSpreadElement(argument) ? skipOuter(ts, argument.expression) : undefined;
  const isList =
    list !== undefined &&
    ts.isArrayLiteralExpression(list) &&
    !list.elements.some((element) => ts.isOmittedExpression(element));
  return isList ? list.elements.flatMap((element) => listed(cx, element)) : [argument];
}

/** `Math.max(a, ...list)`: the largest of the single arguments, then a loop over each list. */
function extremeOfSpread(
  cx: Lowering,
  node: ts.CallExpression,
  args: readonly ts.Expression[],
  member: 'max' | 'min',
): ValueId {
  const { ts } = cx;
  const parts = args.map((argument) =>
    ts.isSpreadElement(argument)
      ? { spread: true, value: lowerExpression(cx, argument.expression) }
      : { spread: false, value: lowerExpression(cx, argument) },
  );
  const single = parts.filter((part) => !part.spread).map((part) => part.value);
  let best: ValueId;
  if (single.length > 1) best = apply(cx, node, member, single);
  else
    best =
      single[0] ??
      constant(cx, node, member === 'max' ? -Infinity : Infinity, member === 'max' ? '-Infinity' : 'Infinity');
  for (const { spread, value } of parts) if (spread) best = foldLoop(cx, node, value, best, member);
  return best;
}

function foldLoop(cx: Lowering, node: ts.Node, array: ValueId, initial: ValueId, primitive: string): ValueId {
  const best = hiddenVariable(cx, primitive === 'max' ? 'largest' : 'smallest', number, initial);
  const index = hiddenVariable(cx, 'i', number, constant(cx, node, 0));
  const get = (variable: typeof best): ValueId => cx.env.get(variable) as ValueId;
  loop(cx, node, {
    assigned: new Set([best, index]),
    test: () => apply(cx, node, 'lt', [get(index), emitLength(cx, node, array)], boolean),
    body: () => {
      const at = get(index);
      const element = emit(cx, node, number, (result) => ({ kind: 'load', result, array, index: at, mayMiss: false }));
      cx.env.set(best, apply(cx, node, primitive, [get(best), element]));
      cx.env.set(index, apply(cx, node, 'add', [at, constant(cx, node, 1)]));
    },
  });
  const result = get(best);
  cx.env.delete(best);
  cx.env.delete(index);
  return result;
}
