/**
 * Spells out what reversing a memory operation takes, so that recording treats it like any other value.
 *
 * Before: structured exits. After: next to an operation stand the values that its reversal reads (an array's length, the
 * reference that a store replaces), listed in `aux`; spread literals and moves inside one array are loops.
 */

import { FunctionBuilder, RegionBuilder } from '../ir/builder.js';
import { BOOLEAN, NUMBER, hasTangent, isReference, present } from '../ir/type-facts.js';
import type { AllocOp, IrFunction, IrType, MethodOp, Op, Region, ValueId } from '../ir/types.js';
import { labelCount, regionsOf } from '../ir/walk.js';
import type { Aux } from '../analyse/reversed.js';

export function prepareReversal(fn: IrFunction): { readonly fn: IrFunction; readonly aux: Aux } {
  const values = new FunctionBuilder({ values: fn.values, labels: labelCount(fn.body) });
  const aux = new Map<Op, readonly ValueId[]>();
  const region = (source: Region): Region => {
    const into = new RegionBuilder(values);
    for (const op of source.ops) {
      into.origin = op.origin;
      prepare(op, into);
    }
    return { ...source, ops: into.ops };
  };
  const nested = (op: Op): Op => {
    if (regionsOf(op).length === 0) return op;
    if (op.kind === 'if') return { ...op, then: region(op.then), else: region(op.else) };
    if (op.kind === 'loop') return { ...op, test: region(op.test), body: region(op.body) };
    if (op.kind === 'block' || op.kind === 'closure') return { ...op, body: region(op.body) };
    return op;
  };
  const length = (array: ValueId, into: RegionBuilder): ValueId =>
    into.emit(NUMBER, (result) => ({ kind: 'length', result, array }));
  const prepare = (op: Op, into: RegionBuilder): void => {
    const keep = (...needed: ValueId[]): void => {
      const made = nested(op);
      if (needed.length > 0) aux.set(made, needed);
      into.ops.push(made);
    };
    switch (op.kind) {
      case 'store': {
        const element = values.typeOf(op.value);
        if (!isReference(element) || !hasTangent(element)) return keep();
        return keep(
          into.emit(element, (result) => ({ kind: 'load', result, array: op.array, index: op.index, mayMiss: false })),
        );
      }
      case 'set': {
        const field = values.typeOf(op.value);
        if (!isReference(field) || !hasTangent(field)) return keep();
        return keep(into.emit(field, (result) => ({ kind: 'get', result, object: op.object, field: op.field })));
      }
      case 'alloc':
        if (op.init.form === 'spread') return expandSpread(op, op.init.parts, into, values, prepare);
        return keep();
      case 'method':
        return prepareMethod(op, into, keep);
      default:
        return keep();
    }
  };
  const prepareMethod = (op: MethodOp & Op, into: RegionBuilder, keep: (...needed: ValueId[]) => void): void => {
    switch (op.name) {
      case 'push':
        return keep(length(op.array, into));
      case 'pop': {
        const before = length(op.array, into);
        const last = into.apply('sub', [before, into.constant(1)]);
        return keep(into.apply('gt', [before, into.constant(0)], BOOLEAN), last);
      }
      case 'fill': {
        const [, start, end] = op.args;
        if (start === undefined) return keep();
        const until = end === undefined ? length(op.array, into) : normalised(end, op.array, into);
        return keep(normalised(start, op.array, into), until);
      }
      case 'set':
        return keep(length(op.args[0]!, into));
      case 'slice': {
        const start = op.args[0];
        return keep(start === undefined ? into.constant(0) : normalised(start, op.array, into));
      }
      case 'reverse':
        return expandReverse(op, into, values, prepare);
      case 'copyWithin':
        return expandCopyWithin(op, into, values, prepare);
      default:
        return keep();
    }
  };
  /** A start index as the built-in methods read it: negative ones count from the end. */
  const normalised = (start: ValueId, array: ValueId, into: RegionBuilder): ValueId => {
    const whole = into.apply('trunc', [start]);
    const fromEnd = into.apply('max', [into.apply('add', [length(array, into), whole]), into.constant(0)]);
    return into.apply('select', [into.apply('lt', [whole, into.constant(0)], BOOLEAN), fromEnd, whole]);
  };
  return { fn: { ...fn, body: region(fn.body), values: values.values }, aux };
}

/** `[a, ...b, c]`: an empty array, then pushes. */
function expandSpread(
  op: AllocOp & Op,
  parts: readonly { readonly spread: boolean; readonly value: ValueId }[],
  into: RegionBuilder,
  values: FunctionBuilder,
  prepare: Prepare,
): void {
  into.add({ kind: 'alloc', result: op.result, init: { form: 'literal', elements: [] } });
  const type = present(values.typeOf(op.result));
  const element: IrType = type.kind === 'array' ? type.element : { kind: 'opaque', text: 'unknown' };
  const push = (region: RegionBuilder, value: ValueId): void =>
    prepare(
      { kind: 'method', result: undefined, name: 'push', array: op.result, args: [value], origin: op.origin },
      region,
    );
  for (const part of parts) {
    if (!part.spread) push(into, part.value);
    else {
      countedLoop(
        into,
        values,
        () => into.emit(NUMBER, (result) => ({ kind: 'length', result, array: part.value })),
        (body, index) =>
          push(
            body,
            body.emit(element, (result) => ({ kind: 'load', result, array: part.value, index, mayMiss: false })),
          ),
      );
    }
  }
}

type Prepare = (op: Op, into: RegionBuilder) => void;

/** `a.reverse()`: swaps from the ends inwards. */
function expandReverse(op: MethodOp & Op, into: RegionBuilder, values: FunctionBuilder, prepare: Prepare): void {
  const array = present(values.typeOf(op.array));
  const element: IrType = array.kind === 'array' ? array.element : NUMBER;
  const length = into.emit(NUMBER, (result) => ({ kind: 'length', result, array: op.array }));
  const half = into.apply('floor', [into.apply('div', [length, into.constant(2)])]);
  const last = into.apply('sub', [length, into.constant(1)]);
  countedLoop(
    into,
    values,
    () => half,
    (body, index) => {
      const mirrored = body.apply('sub', [last, index]);
      const load = (at: ValueId): ValueId =>
        body.emit(element, (result) => ({ kind: 'load', result, array: op.array, index: at, mayMiss: false }));
      const [front, back] = [load(index), load(mirrored)];
      for (const [at, value] of [
        [index, back],
        [mirrored, front],
      ] as const) {
        prepare({ kind: 'store', array: op.array, index: at, value, origin: op.origin }, body);
      }
    },
  );
}

/** `a.copyWithin(target, start, end)`: a copy of the range, then stores. */
function expandCopyWithin(op: MethodOp & Op, into: RegionBuilder, values: FunctionBuilder, prepare: Prepare): void {
  const [target, start, end] = op.args;
  const type = values.typeOf(op.array);
  const array = present(type);
  const element: IrType = array.kind === 'array' ? array.element : NUMBER;
  const length = into.emit(NUMBER, (result) => ({ kind: 'length', result, array: op.array }));
  const clamp = (value: ValueId | undefined, otherwise: ValueId): ValueId => {
    if (value === undefined) return otherwise;
    const whole = into.apply('trunc', [value]);
    const fromEnd = into.apply('max', [into.apply('add', [length, whole]), into.constant(0)]);
    const fromStart = into.apply('min', [whole, length]);
    return into.apply('select', [into.apply('lt', [whole, into.constant(0)], BOOLEAN), fromEnd, fromStart]);
  };
  const to = clamp(target, into.constant(0));
  const from = clamp(start, into.constant(0));
  const until = clamp(end, length);
  const copy = values.value(type);
  prepare(
    { kind: 'method', result: copy, name: 'slice', array: op.array, args: [from, until], origin: op.origin },
    into,
  );
  const count = into.apply('min', [into.apply('sub', [until, from]), into.apply('sub', [length, to])]);
  countedLoop(
    into,
    values,
    () => count,
    (body, index) => {
      const value = body.emit(element, (result) => ({ kind: 'load', result, array: copy, index, mayMiss: false }));
      prepare(
        { kind: 'store', array: op.array, index: body.apply('add', [to, index]), value, origin: op.origin },
        body,
      );
    },
  );
}

/** `for (let i = 0; i < bound; i++) body(i)`, with the bound computed once. */
export function countedLoop(
  into: RegionBuilder,
  values: FunctionBuilder,
  bound: () => ValueId,
  fill: (body: RegionBuilder, index: ValueId) => void,
): void {
  const limit = bound();
  const label = values.label();
  const index = values.value(NUMBER, 'i');
  const test = into.nested();
  const more = test.apply('lt', [index, limit], BOOLEAN);
  const body = into.nested();
  fill(body, index);
  const next = body.apply('add', [index, body.constant(1)]);
  into.add({
    kind: 'loop',
    label,
    params: [index],
    initial: [into.constant(0)],
    results: [values.value(NUMBER, 'i')],
    test: test.end({ kind: 'yield', values: [more] }),
    body: body.end({ kind: 'continue', label, values: [next] }),
  });
}
