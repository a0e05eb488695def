/** Reversal of single loads and stores: what was read adds to the cell's adjoint, what was written takes it away. */

import type { NewOp, RegionBuilder } from '../../ir/builder.js';
import { BOOLEAN, NUMBER } from '../../ir/type-facts.js';
import type { IrType, Op, ValueId } from '../../ir/types.js';
import type { Activity } from '../../analyse/activity.js';
import type { Increment } from '../../analyse/increments.js';
import type { Recording } from '../../analyse/recording.js';
import { NOTHING, type ReversalContext, cellOf, loadCell } from './context.js';
import type { PrimalValues } from './primal-values.js';
import type { Scope } from './scope.js';

type OpOf<K extends Op['kind']> = Extract<Op, { kind: K }>;

export class ReverseCells {
  readonly #context: ReversalContext;
  readonly #recording: Recording;
  readonly #activity: Activity;
  readonly #primals: PrimalValues;
  /** The stores that set a cell's adjoint to zero. */
  readonly #zeroings = new Set<Op>();

  constructor(context: ReversalContext, primals: PrimalValues) {
    this.#context = context;
    this.#recording = context.input.recording;
    this.#activity = context.input.activity;
    this.#primals = primals;
  }

  load(op: OpOf<'load'>, scope: Scope): void {
    const { into } = scope;
    const bar = scope.take(op.result);
    if (bar === undefined) return;
    const array = this.#primals.shadow(op.array, scope);
    const index = this.#primals.primal(op.index, scope);
    if (this.#dropZeroing(array, index, into.ops)) return into.add({ kind: 'store', array, index, value: bar });
    const add = (to: RegionBuilder): void => {
      const sole = !op.mayMiss && this.#recording.isSoleContribution(op);
      const value = sole ? bar : to.apply('add', [loadCell(to, array, index), bar]);
      to.add({ kind: 'store', array, index, value });
    };
    if (!op.mayMiss && !this.#context.input.missing.mayMiss(op)) return add(into);
    const then = into.nested();
    add(then);
    const test = this.#isThere(op, array, index, into);
    into.add({ kind: 'if', test, results: [], then: then.end(NOTHING), else: into.nested().end(NOTHING) });
  }

  get(op: OpOf<'get'>, scope: Scope): void {
    const { into } = scope;
    const bar = scope.take(op.result);
    if (bar === undefined) return;
    const object = this.#primals.shadow(op.object, scope);
    const cell = this.#context.typeOf(op.result);
    if (cell.kind === 'maybe') return this.#addWherePresent(object, op.field, cell, bar, scope);
    this.#addField(object, op.field, bar, into);
  }

  store(op: OpOf<'store'>, scope: Scope): void {
    const { into } = scope;
    const array = this.#primals.shadow(op.array, scope);
    const index = this.#primals.primal(op.index, scope);
    const replaced = this.#context.input.aux.get(op);
    if (replaced !== undefined) {
      into.add({ kind: 'store', array, index, value: this.#primals.shadow(replaced[0]!, scope) });
      return;
    }
    const increment = this.#recording.increments.of(op);
    if (increment !== undefined) {
      const read = (result: ValueId): NewOp => cellOf(into, result, array, index);
      return this.#increment(increment, read, scope);
    }
    if (this.#activity.isActive(op.value)) {
      scope.accumulate(op.value, this.#storedBar(op, array, index, into));
    }
    into.add({ kind: 'store', array, index, value: into.constant(0) });
    this.#zeroings.add(into.ops.at(-1)!);
  }

  /** The adjoint of what was stored: zero, if there was no cell for it. */
  #storedBar(op: OpOf<'store'>, array: ValueId, index: ValueId, into: RegionBuilder): ValueId {
    const name = this.#context.barName(op.value);
    if (!this.#context.input.missing.mayDrop(op)) return loadCell(into, array, index, name);
    const cell = into.emit({ kind: 'maybe', of: NUMBER }, (result) => ({
      kind: 'load',
      result,
      array,
      index,
      mayMiss: true,
    }));
    const isThere = into.apply('ne', [cell, into.constant(undefined)], BOOLEAN);
    return into.apply('select', [isThere, cell, into.constant(0)], NUMBER, name);
  }

  set(op: OpOf<'set'>, scope: Scope): void {
    const { into } = scope;
    const object = this.#primals.shadow(op.object, scope);
    const replaced = this.#context.input.aux.get(op);
    if (replaced !== undefined) {
      into.add({ kind: 'set', object, field: op.field, value: this.#primals.shadow(replaced[0]!, scope) });
      return;
    }
    const increment = this.#recording.increments.of(op);
    if (increment !== undefined) {
      const read = (result: ValueId): NewOp => ({ kind: 'get', result, object, field: op.field });
      return this.#increment(increment, read, scope);
    }
    if (this.#activity.isActive(op.value)) {
      scope.accumulate(
        op.value,
        into.emit(
          NUMBER,
          (result) => ({ kind: 'get', result, object, field: op.field }),
          this.#context.barName(op.value),
        ),
      );
    }
    into.add({ kind: 'set', object, field: op.field, value: into.constant(0) });
  }

  /** The cell's adjoint is that of the sum: it stays, and what was added takes its share. */
  #increment({ added, sign }: Increment, read: (result: ValueId) => NewOp, scope: Scope): void {
    if (!this.#activity.isActive(added)) return;
    const bar = scope.into.emit(NUMBER, read, this.#context.barName(added));
    scope.accumulate(added, sign === 1 ? bar : scope.into.apply('neg', [bar]), true);
  }

  /** A cell that was set to zero a moment ago, and that nobody has looked at since, is simply set again. */
  #dropZeroing(array: ValueId, index: ValueId, ops: Op[]): boolean {
    for (let i = ops.length - 1; i >= 0; i--) {
      const op = ops[i]!;
      if (op.kind === 'const' || op.kind === 'apply' || op.kind === 'tapeLoad') continue;
      if (op.kind === 'load' && !this.#primals.isShadowRead(op.array)) continue;
      if (op.kind !== 'store' || op.array !== array || op.index !== index || !this.#zeroings.has(op)) return false;
      ops.splice(i, 1);
      return true;
    }
    return false;
  }

  #addField(object: ValueId, field: string, bar: ValueId, into: Scope['into']): void {
    const old = into.emit(NUMBER, (result) => ({ kind: 'get', result, object, field }));
    into.add({ kind: 'set', object, field, value: into.apply('add', [old, bar]) });
  }

  /** A field that is absent has no adjoint, and its shadow stays without it. */
  #addWherePresent(object: ValueId, field: string, type: IrType, bar: ValueId, { into }: Scope): void {
    const old = into.emit(type, (result) => ({ kind: 'get', result, object, field }));
    const test = into.apply('ne', [old, into.constant(undefined)], BOOLEAN);
    const then = into.nested();
    this.#addField(object, field, bar, then);
    into.add({ kind: 'if', test, results: [], then: then.end(NOTHING), else: into.nested().end(NOTHING) });
  }

  /** Whether there is a cell where something was read: if it missed there is no adjoint, and no place for one. */
  #isThere(op: OpOf<'load'>, array: ValueId, index: ValueId, into: RegionBuilder): ValueId {
    if (this.#context.input.missing.isNatural(op)) {
      const length = into.emit(NUMBER, (result) => ({ kind: 'length', result, array }));
      return into.apply('lt', [index, length], BOOLEAN);
    }
    // Arrays have properties at negative and broken indices, if something was put there.
    const cell = into.emit({ kind: 'maybe', of: NUMBER }, (result) => ({
      kind: 'load',
      result,
      array,
      index,
      mayMiss: true,
    }));
    return into.apply('ne', [cell, into.constant(undefined)], BOOLEAN);
  }
}
