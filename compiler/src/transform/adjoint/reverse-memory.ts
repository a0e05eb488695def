/** Reversal of what concerns whole arrays and objects: allocation and the methods of arrays. */

import type { RegionBuilder } from '../../ir/builder.js';
import { BOOLEAN, NUMBER, elementOf, isReference, isScalar, present } from '../../ir/type-facts.js';
import type { AllocOp, CallOp, HelperOp, IrType, MethodOp, Op, OpaqueOp, ValueId } from '../../ir/types.js';
import { unreachable } from '../../ir/walk.js';
import type { Activity } from '../../analyse/activity.js';
import type { Recording } from '../../analyse/recording.js';
import { countedLoop } from '../prepare.js';
import { NOTHING, type ReversalContext, loadCell } from './context.js';
import type { PrimalValues } from './primal-values.js';
import type { Scope } from './scope.js';

export class ReverseMemory {
  readonly #context: ReversalContext;
  readonly #recording: Recording;
  readonly #activity: Activity;
  readonly #primals: PrimalValues;

  constructor(context: ReversalContext, primals: PrimalValues) {
    this.#context = context;
    this.#recording = context.input.recording;
    this.#activity = context.input.activity;
    this.#primals = primals;
  }

  alloc(op: AllocOp & Op, scope: Scope): void {
    const { into } = scope;
    const shadow = this.#primals.shadow(op.result, scope);
    const type = present(this.#context.typeOf(op.result));
    const { init } = op;
    const element = (i: number): ValueId =>
      type.kind === 'object'
        ? into.emit(NUMBER, (result) => ({ kind: 'get', result, object: shadow, field: String(i) }))
        : into.emit(NUMBER, (result) => ({
            kind: 'load',
            result,
            array: shadow,
            index: into.constant(i),
            mayMiss: false,
          }));
    switch (init.form) {
      case 'literal':
        init.elements.forEach((value, i) => {
          if (this.#activity.isActive(value)) scope.accumulate(value, element(i));
        });
        break;
      case 'object':
        for (const { name, value } of init.fields) {
          if (!this.#activity.isActive(value)) continue;
          scope.accumulate(
            value,
            into.emit(NUMBER, (result) => ({ kind: 'get', result, object: shadow, field: name })),
          );
        }
        break;
      case 'filled':
        if (this.#activity.isActive(init.value)) this.#sumInto(init.value, shadow, scope);
        break;
      case 'copy':
        if (type.kind === 'array' && isScalar(type.element) && this.#activity.hasShadow(init.of)) {
          if (this.#context.input.isResized(op.result)) {
            this.#addElements(this.#primals.shadow(init.of, scope), shadow, into.constant(0), true, into);
            break;
          }
          into.add({
            kind: 'helper',
            name: 'accumulate',
            result: undefined,
            args: [this.#primals.shadow(init.of, scope), shadow],
          });
        }
        break;
      default:
    }
    if (this.#recording.timing !== 'joint') this.#clear(shadow, scope, init.form === 'shadow' && !isFlat(type));
  }

  /** The shadows of what an operation gives that nothing active has made. */
  made({ results }: CallOp | OpaqueOp, scope: Scope): void {
    for (const result of results) {
      const isShadowed = isReference(this.#context.typeOf(result)) && this.#activity.hasShadow(result);
      if (isShadowed) this.#clear(this.#primals.shadow(result, scope), scope, !isFlat(this.#context.typeOf(result)));
    }
  }

  /** Shadows and additions to them: what companions are made of, when they are reversed in their turn. */
  helper(op: HelperOp & Op, scope: Scope): void {
    if (op.name === 'accumulate') {
      const [target, source] = op.args.map((arg) => this.#primals.shadow(arg, scope));
      scope.into.add({ kind: 'helper', name: 'accumulate', result: undefined, args: [source!, target!] });
    } else if (op.name === 'restore') {
      const { before } = this.#context.restored.get(op)!;
      scope.into.add({ kind: 'helper', name: 'restore', result: undefined, args: [before] });
    } else this.#clear(this.#primals.shadow(op.result!, scope), scope, true);
  }

  method(op: MethodOp & Op, scope: Scope): void {
    const { into } = scope;
    const values = this.#context.values;
    const array = this.#primals.shadow(op.array, scope);
    const element = elementOf(this.#context.typeOf(op.array));
    const scalars = element !== undefined && isScalar(element);
    const aux = (i: number): ValueId => this.#primals.primal(this.#context.input.aux.get(op)![i]!, scope);
    const method = (name: MethodOp['name'], on: ValueId, args: readonly ValueId[], result?: ValueId): void =>
      into.add({ kind: 'method', name, array: on, args, result });
    const range = (from: ValueId, args: readonly ValueId[]): ValueId => {
      const part = values.value(this.#context.typeOf(from), 'part');
      method('slice', from, args, part);
      return part;
    };
    switch (op.name) {
      case 'push': {
        if (!scalars) return;
        const end = aux(0);
        for (let i = op.args.length - 1; i >= 0; i--) {
          const arg = op.args[i]!;
          const index = i === 0 ? end : into.apply('add', [end, into.constant(i)]);
          if (this.#activity.isActive(arg))
            scope.accumulate(arg, loadCell(into, array, index, this.#context.barName(arg)));
          into.add({ kind: 'store', array, index, value: into.constant(0) });
        }
        return;
      }
      case 'pop': {
        const bar = scalars && op.result !== undefined ? scope.take(op.result) : undefined;
        if (bar === undefined) return;
        const [had, index] = [aux(0), aux(1)];
        const then = into.nested();
        const old = loadCell(then, array, index);
        then.add({ kind: 'store', array, index, value: then.apply('add', [old, bar]) });
        into.add({ kind: 'if', test: had, results: [], then: then.end(NOTHING), else: into.nested().end(NOTHING) });
        return;
      }
      case 'fill': {
        if (!scalars) return;
        const span = this.#context.input.aux.get(op) === undefined ? [] : [aux(0), aux(1)];
        if (this.#activity.isActive(op.args[0]!)) {
          this.#sumInto(op.args[0]!, span.length === 0 ? array : range(array, span), scope);
        }
        method('fill', array, [into.constant(0), ...span]);
        return;
      }
      case 'slice': {
        if (!scalars || op.result === undefined) return;
        const part = this.#primals.shadow(op.result, scope);
        this.#addElements(array, part, aux(0), this.#context.input.isResized(op.result), into);
        if (this.#recording.timing !== 'joint') this.#clear(part, scope, false);
        return;
      }
      case 'set': {
        if (!scalars) return;
        const count = aux(0);
        const from = op.args[1] === undefined ? into.constant(0) : this.#primals.primal(op.args[1], scope);
        const until = into.apply('add', [from, count]);
        const part = range(array, [from, until]);
        method('fill', array, [into.constant(0), from, until]);
        if (!this.#activity.hasShadow(op.args[0]!)) return;
        const source = this.#primals.shadow(op.args[0]!, scope);
        into.add({ kind: 'helper', name: 'accumulate', result: undefined, args: [source, part] });
        return;
      }
      // Cells that were cut off or taken away had no adjoint any more, and those that were added have none yet.
      case 'setLength':
      case 'subarray':
      case 'delete':
      case 'clear':
        return;
      case 'reverse':
      case 'copyWithin':
        throw new Error(`ADC9005: ${op.name} has to be expanded before reversal`);
      default:
        unreachable(op.name);
    }
  }

  /** Adds the elements of `part` to those of `array` from `start` on; `bounded`: to those that are there, since a copy may have got longer than what it is a copy of. */
  #addElements(array: ValueId, part: ValueId, start: ValueId, bounded: boolean, into: RegionBuilder): void {
    const length = (of: ValueId): ValueId => into.emit(NUMBER, (result) => ({ kind: 'length', result, array: of }));
    countedLoop(
      into,
      this.#context.values,
      () => (bounded ? into.apply('min', [length(part), into.apply('sub', [length(array), start])]) : length(part)),
      (body, i) => {
        const index = body.apply('add', [start, i]);
        const bar = loadCell(body, part, i);
        const old = loadCell(body, array, index);
        body.add({ kind: 'store', array, index, value: body.apply('add', [old, bar]) });
      },
    );
  }

  /** A pullback may be called again: what it leaves in the shadow of a local allocation must be gone by then. */
  #clear(shadow: ValueId, { into }: Scope, deep: boolean): void {
    const type = this.#context.typeOf(shadow);
    if (deep) {
      // Nothing that came before its making reads it; what was taken out of it meanwhile has to be in it to be cleared.
      this.#context.settleStructures(into);
      into.add({ kind: 'helper', name: 'clear', result: undefined, args: [shadow] });
    } else if (type.kind === 'maybe') {
      into.add({ kind: 'helper', name: 'clear', result: undefined, args: [shadow] });
    } else if ((type.kind === 'array' || type.kind === 'keyed') && isScalar(type.element)) {
      into.add({ kind: 'method', name: 'fill', result: undefined, array: shadow, args: [into.constant(0)] });
    } else if (type.kind === 'object') {
      for (const [field, fieldType] of type.fields) {
        if (fieldType.kind === 'maybe' && isScalar(fieldType)) this.#clearWherePresent(shadow, field, fieldType, into);
        else if (isScalar(fieldType)) into.add({ kind: 'set', object: shadow, field, value: into.constant(0) });
      }
    }
  }

  /** The shadow of an object without the field stays without it. */
  #clearWherePresent(object: ValueId, field: string, type: IrType, into: RegionBuilder): void {
    const old = into.emit(type, (result) => ({ kind: 'get', result, object, field }));
    const test = into.apply('ne', [old, into.constant(undefined)], BOOLEAN);
    const then = into.nested();
    then.add({ kind: 'set', object, field, value: then.constant(0) });
    into.add({ kind: 'if', test, results: [], then: then.end(NOTHING), else: into.nested().end(NOTHING) });
  }

  /** value's adjoint += the sum of an array of adjoints. */
  #sumInto(value: ValueId, array: ValueId, scope: Scope): void {
    const { into } = scope;
    const values = this.#context.values;
    const limit = into.emit(NUMBER, (result) => ({ kind: 'length', result, array }));
    const label = values.label();
    const [index, sum] = [values.value(NUMBER, 'i'), values.value(NUMBER, 'sum')];
    const [test, body] = [into.nested(), into.nested()];
    const more = test.apply('lt', [index, limit], BOOLEAN);
    const added = body.apply('add', [sum, loadCell(body, array, index)], NUMBER, 'sum');
    const next = body.apply('add', [index, body.constant(1)], NUMBER, 'i');
    const total = values.value(NUMBER, 'sum');
    into.add({
      kind: 'loop',
      label,
      params: [index, sum],
      initial: [into.constant(0), into.constant(0)],
      results: [values.value(NUMBER, 'i'), total],
      test: test.end({ kind: 'yield', values: [more] }),
      body: body.end({ kind: 'continue', label, values: [next, added] }),
    });
    scope.accumulate(value, total);
  }
}

/** Whether an array or object holds nothing but scalars. */
function isFlat(type: IrType): boolean {
  if (type.kind === 'array' || type.kind === 'keyed') return !isReference(type.element);
  return type.kind !== 'object' || ![...type.fields.values()].some(isReference);
}
