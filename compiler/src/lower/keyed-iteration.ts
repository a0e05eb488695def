/**
 * Goes through what is keyed. The keys carry no derivative: a `Map` is asked for them by its own iterator, which follows what the loop
 * puts there or takes away, and the values are read under them, as anywhere else.
 */

import type ts from 'typescript';
import type { IrType, KeyedType, ValueId } from '../ir/types.js';
import { typeText } from '../ir/type-text.js';
import { assignedBy, callBack, callbackOf, countedLoop } from './callbacks.js';
import {
  add,
  boolean,
  constant,
  emit,
  type LoopExit,
  type Lowering,
  refusal,
  string,
  typeOf,
  type Variable,
} from './context.js';
import { loop } from './control.js';
import { emitLength, lowerExpression } from './expressions.js';
import { isKeyedValue, keyedAt, loadAt } from './keyed.js';
import { alloc } from './literals.js';
import { opaquePieces, snippet } from './opaque.js';
import { isGlobal, skipOuter } from './resolve.js';
import { arrayOf, present } from './types.js';

const once = { kind: 'effects', writesArguments: false } as const;
const reads = { kind: 'reads', writesArguments: false } as const;
const pure = { kind: 'pure', writesArguments: false } as const;

type Turn = (key: ValueId, value: () => ValueId, exit: LoopExit) => void;

/** A loop over the keys of what is keyed, and what stands under each. */
export function eachCell(
  cx: Lowering,
  node: ts.Node,
  keyed: ValueId,
  assigned: Iterable<Variable>,
  turn: Turn,
  local?: ReadonlySet<Variable>,
): void {
  const type = present(typeOf(cx, keyed)) as KeyedType;
  if (type.container === 'record') {
    const names = namesIn(cx, node, keyed);
    countedLoop(cx, node, emitLength(cx, node, names), assigned, (index, exit) => {
      const key = emit(cx, node, string, (result) => ({ kind: 'load', result, array: names, index, mayMiss: false }));
      turn(key, () => loadAt(cx, node, keyed, key), exit);
    });
    return;
  }
  const refused = refusal(1013, node, { what: `\`${snippet(node)}\`` });
  const opaque = (of: string): IrType => ({ kind: 'opaque', text: `${of}<${typeText(type.key)}>` });
  const iterator = emit(cx, node, opaque('Iterator'), (result) => ({
    kind: 'helper',
    name: 'keysOf',
    result,
    args: [keyed],
  }));
  let step: ValueId | undefined;
  loop(cx, node, {
    assigned: new Set(assigned),
    ...(local && { local }),
    test: () => {
      step = opaquePieces(cx, node, [iterator, '.next()'], opaque('IteratorResult'), once, refused);
      return opaquePieces(cx, node, ['!', step, '.done'], boolean, reads, refused);
    },
    body: (exit) => {
      const key = opaquePieces(cx, node, [step as ValueId, '.value'], type.key, pure, refused);
      turn(key, () => loadAt(cx, node, keyed, key), exit);
    },
  });
}

/** The names in a record, as they are now. */
export function namesIn(cx: Lowering, node: ts.Node, record: ValueId): ValueId {
  return emit(cx, node, arrayOf(string), (result) => ({ kind: 'helper', name: 'keysOf', result, args: [record] }));
}

/** `map.forEach((value, key) => …)` */
export function forEach(cx: Lowering, node: ts.CallExpression, receiver: ts.Expression): ValueId | undefined {
  const callback = callbackOf(cx, node.arguments[0]!);
  if (callback === undefined || callback.fn.kind === 'math') return undefined;
  const map = lowerExpression(cx, receiver);
  if (!isKeyedValue(cx, map, 'Map')) return undefined;
  eachCell(cx, node, map, assignedBy(cx, callback), (key, value) => {
    callBack(cx, node, callback, [value, () => key, () => map], false);
  });
  return constant(cx, node, undefined);
}

export type Listing = { readonly keyed: ts.Expression; readonly gives: 'keys' | 'values' | 'entries' };

/** `map`, `map.values()`, `Object.entries(record)`: what lists the contents of what is keyed. */
export function listingOf(cx: Lowering, expression: ts.Expression): Listing | undefined {
  const { ts } = cx;
  const node = skipOuter(ts, expression);
  if (keyedAt(cx, node, 'Map') !== undefined) return { keyed: node, gives: 'entries' };
  if (!ts.isCallExpression(node)) return undefined;
  const callee = skipOuter(ts, node.expression);
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  const name = callee.name.text;
  if (name !== 'keys' && name !== 'values' && name !== 'entries') return undefined;
  const [argument, ...others] = node.arguments;
  if (argument === undefined) return keyedAt(cx, callee.expression, 'Map') && { keyed: callee.expression, gives: name };
  const isListed = others.length === 0 && isGlobal(cx.project, callee.expression, 'Object');
  return isListed && keyedAt(cx, argument, 'record') ? { keyed: argument, gives: name } : undefined;
}

/** Such contents as an array; `undefined`: of something else. */
export function listContents(cx: Lowering, expression: ts.Expression): ValueId | undefined {
  const listing = listingOf(cx, expression);
  if (listing === undefined) return undefined;
  const keyed = lowerExpression(cx, listing.keyed);
  const type = present(typeOf(cx, keyed));
  if (type.kind !== 'keyed') return undefined;
  if (listing.gives === 'keys' && type.container === 'record') return namesIn(cx, expression, keyed);
  const element = listing.gives === 'values' ? type.element : listing.gives === 'keys' ? type.key : entryType(type);
  const list = alloc(cx, expression, arrayOf(element), { form: 'literal', elements: [] });
  eachCell(cx, expression, keyed, [], (key, value) => {
    const given =
      listing.gives === 'values'
        ? value()
        : listing.gives === 'keys'
          ? key
          : entryOf(cx, expression, type, key, value());
    add(cx, expression, { kind: 'method', result: undefined, name: 'push', array: list, args: [given] });
  });
  return list;
}

/** The names in a record, and what stands under each, as they are now. */
export function contentsOf(
  cx: Lowering,
  node: ts.Node,
  record: ValueId,
): { readonly names: ValueId; readonly values: ValueId } {
  const { element } = present(typeOf(cx, record)) as KeyedType;
  const names = namesIn(cx, node, record);
  const values = alloc(cx, node, arrayOf(element), { form: 'literal', elements: [] });
  countedLoop(cx, node, emitLength(cx, node, names), [], (index) => {
    const key = emit(cx, node, string, (result) => ({ kind: 'load', result, array: names, index, mayMiss: false }));
    const value = loadAt(cx, node, record, key);
    add(cx, node, { kind: 'method', result: undefined, name: 'push', array: values, args: [value] });
  });
  return { names, values };
}

/** The pair of a key and what stands under it. */
export function entryOf(cx: Lowering, node: ts.Node, type: KeyedType, key: ValueId, value: ValueId): ValueId {
  return alloc(cx, node, entryType(type), { form: 'literal', elements: [key, value] });
}

const pairs = new WeakMap<KeyedType, IrType>();

function entryType(type: KeyedType): IrType {
  let pair = pairs.get(type);
  if (pair === undefined) {
    const key: IrType = type.container === 'record' ? string : type.key;
    pair =
      key.kind === 'number' && type.element.kind === 'number'
        ? arrayOf(key, 2)
        : {
            kind: 'object',
            fields: new Map([
              ['0', key],
              ['1', type.element],
            ]),
            tuple: true,
            text: undefined,
          };
    pairs.set(type, pair);
  }
  return pair;
}
