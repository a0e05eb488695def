/** The memory of the forward sweep: beside each operation on arrays and objects, the same on their shadows. */

import type { RegionBuilder } from '../../ir/builder.js';
import {
  BOOLEAN,
  elementOf,
  hasTangent,
  isKeyed,
  isReference,
  isScalar,
  mayHoldIntegers,
  NUMBER,
  present,
  shadowType,
} from '../../ir/type-facts.js';
import type { AllocOp, IrType, MethodOp, Op, ValueId } from '../../ir/types.js';
import { unreachable } from '../../ir/walk.js';
import { completeShadow, incomplete } from '../completed.js';
import type { ReversalContext } from './context.js';

type OpOf<K extends Op['kind']> = Extract<Op, { kind: K }>;

export class ForwardMemory {
  readonly #context: ReversalContext;

  constructor(context: ReversalContext) {
    this.#context = context;
  }

  /** A reference that is missing, here or where the constant is handed on, has a shadow that is. */
  constant(op: OpOf<'const'>, into: RegionBuilder): void {
    const { activity } = this.#context.input;
    into.ops.push(op);
    const isMissing = op.value === undefined || op.value === null;
    if (isMissing || (isReference(this.#context.typeOf(op.result)) && activity.hasShadow(op.result))) {
      into.add({ kind: 'const', result: this.#context.pair(op.result), value: undefined });
    }
  }

  load(op: OpOf<'load'>, into: RegionBuilder): void {
    const { activity } = this.#context.input;
    into.ops.push(op);
    if (activity.hasShadow(op.result)) {
      const array = this.#context.shadowOf(op.array);
      this.#pairWith(op.result, (result) => into.add({ ...op, array, result, mayMiss: false }), into);
    }
  }

  get(op: OpOf<'get'>, into: RegionBuilder): void {
    const { activity } = this.#context.input;
    into.ops.push(op);
    if (activity.hasShadow(op.result)) {
      const object = this.#context.shadowOf(op.object);
      this.#pairWith(op.result, (result) => into.add({ ...op, object, result }), into);
    }
  }

  /** Takes the shadow of a reference out of a structure, where there is none of an array of integers. */
  #pairWith(of: ValueId, take: (result: ValueId) => void, into: RegionBuilder): void {
    const shadow = this.#context.pair(of);
    if (!mayHoldIntegers(this.#context.typeOf(of))) return take(shadow);
    const given = this.#context.values.value(incomplete(this.#context.typeOf(shadow)), this.#context.barName(of));
    take(given);
    completeShadow(given, of, shadow, into);
  }

  store(op: OpOf<'store'>, into: RegionBuilder): void {
    const { activity } = this.#context.input;
    into.ops.push(op);
    if (activity.hasShadow(op.array)) this.#shadowStore(op, into);
  }

  set(op: OpOf<'set'>, into: RegionBuilder): void {
    const { activity } = this.#context.input;
    into.ops.push(op);
    if (activity.hasShadow(op.object) && activity.hasShadow(op.value)) {
      into.add({ ...op, object: this.#context.shadowOf(op.object), value: this.#context.shadowOf(op.value) });
      return;
    }
    // A number that was missing so far has no cell in the shadow yet.
    const type = present(this.#context.typeOf(op.object));
    const field = type.kind === 'object' ? type.fields.get(op.field) : undefined;
    const mayLack = field?.kind === 'maybe' || (type.kind === 'object' && type.beyond?.has(op.field) === true);
    if (!activity.hasShadow(op.object) || field === undefined || !mayLack || !isScalar(field)) return;
    const object = this.#context.shadowOf(op.object);
    const held = into.emit({ kind: 'maybe', of: NUMBER }, (result) => ({
      kind: 'get',
      result,
      object,
      field: op.field,
    }));
    const lacks = into.apply('eq', [held, into.constant(undefined)], BOOLEAN);
    // Where turns are made again it has one, with an adjoint in it.
    const made = into.nested();
    made.add({ ...op, object, value: made.constant(0) });
    const then = made.end({ kind: 'yield', values: [] });
    into.add({
      kind: 'if',
      results: [],
      test: lacks,
      then,
      else: into.nested().end({ kind: 'yield', values: [] }),
    });
  }

  alloc(op: AllocOp & Op, into: RegionBuilder): void {
    into.ops.push(op);
    if (!this.#context.input.activity.hasShadow(op.result)) return;
    const type = this.#context.typeOf(op.result);
    const { init } = op;
    const zero = (value: ValueId, field: IrType): ValueId | undefined =>
      isScalar(field)
        ? into.constant(0)
        : hasTangent(field)
          ? (this.#context.shadows.get(value) ?? this.#freshShadow(value, into))
          : undefined;
    const make = (made: AllocOp['init']): void => {
      const result = this.#context.pair(op.result);
      into.add({ kind: 'alloc', result, init: made });
    };
    switch (init.form) {
      case 'literal': {
        const t = present(type);
        const elements = init.elements.map((element, i) => {
          const field =
            t.kind === 'object'
              ? t.fields.get(String(i))!
              : t.kind === 'array'
                ? t.element
                : this.#context.typeOf(element);
          return zero(element, field) ?? into.constant(undefined);
        });
        return make({ form: 'literal', elements });
      }
      case 'object': {
        const t = present(type);
        const fields = init.fields.flatMap(({ name, value }) => {
          const shadow = zero(value, t.kind === 'object' ? (t.fields.get(name) ?? { kind: 'void' }) : { kind: 'void' });
          return shadow === undefined ? [] : [{ name, value: shadow }];
        });
        // What comes later has its place in the shadow from the start.
        for (const [name, field] of t.kind === 'object' && !t.tuple ? t.fields : [])
          if (field.kind === 'number' && !init.fields.some((each) => each.name === name))
            fields.push({ name, value: into.constant(0) });
        return make({ form: 'object', fields });
      }
      case 'sized': {
        const t = present(type);
        if (t.kind === 'array' && t.storage === 'Array') {
          return make({
            form: 'filled',
            length: init.length,
            value: isScalar(t.element) ? into.constant(0) : into.constant(undefined, 'undefined!'),
          });
        }
        return make(init);
      }
      case 'filled':
        return make({
          form: 'filled',
          length: init.length,
          value: zero(init.value, this.#context.typeOf(init.value)) ?? into.constant(undefined, 'undefined!'),
        });
      case 'copy': {
        const t = present(type);
        if (t.kind === 'array' && !isScalar(t.element))
          return make({ form: 'copy', of: this.#context.shadowOf(init.of) });
        return make({ form: 'shadow', of: op.result });
      }
      case 'spread':
        return make({ form: 'shadow', of: op.result });
      // Of the same, not of the result: where that has `undefined` nobody can tell what is no number from what is missing.
      case 'shadow':
        return make(init);
      default:
        return unreachable(init);
    }
  }

  method(op: MethodOp & Op, into: RegionBuilder): void {
    const { activity } = this.#context.input;
    into.ops.push(op);
    if (!activity.hasShadow(op.array)) return;
    const array = this.#context.shadowOf(op.array);
    const element = elementOf(this.#context.typeOf(op.array));
    const scalars = element !== undefined && isScalar(element);
    switch (op.name) {
      // The shadow of an array of numbers never gets shorter, so that a pullback finds it the same every time.
      case 'push': {
        if (!scalars) {
          into.add({ ...op, array, args: op.args.map((arg) => this.#context.shadowOf(arg)) });
          return;
        }
        const [end] = this.#context.input.aux.get(op)!;
        op.args.forEach((_, i) => {
          const index = i === 0 ? end! : into.apply('add', [end!, into.constant(i)]);
          into.add({ kind: 'store', array, index, value: into.constant(0) });
        });
        return;
      }
      case 'pop':
        if (!scalars)
          into.add({ ...op, array, result: op.result === undefined ? undefined : this.#context.pair(op.result) });
        return;
      case 'subarray':
        into.add({ ...op, array, result: this.#context.pair(op.result!) });
        return;
      case 'slice':
        if (scalars)
          into.add({ kind: 'alloc', result: this.#context.pair(op.result!), init: { form: 'shadow', of: op.result! } });
        else into.add({ ...op, array, result: this.#context.pair(op.result!) });
        return;
      case 'setLength':
        if (scalars) this.#extend(op.array, op.args[0]!, into);
        else into.add({ ...op, array });
        return;
      case 'fill':
        if (!scalars) into.add({ ...op, array, args: [this.#context.shadowOf(op.args[0]!), ...op.args.slice(1)] });
        return;
      case 'set':
        if (!scalars)
          into.add({ ...op, array, args: op.args.map((arg, i) => (i === 0 ? this.#context.shadowOf(arg) : arg)) });
        return;
      // The shadow keeps the cells, so that a pullback finds it the same every time.
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

  /** What puts a shadow's structure back does so to its own shadow; the reverse sweep takes that back. */
  helper(op: OpOf<'helper'>, into: RegionBuilder): void {
    const context = this.#context;
    const { hasShadow } = context.input.activity;
    into.ops.push(op);
    const keep = (of: ValueId, name: string): ValueId =>
      into.emit(
        { kind: 'opaque', text: '() => void' },
        (result) => ({ kind: 'helper', name: 'keepStructure', result, args: [of] }),
        name,
      );
    if (op.name === 'shadows' && hasShadow(op.result!)) into.add({ ...op, result: context.pair(op.result!) });
    if (op.name === 'extend' && hasShadow(op.args[0]!)) this.#extend(op.args[0]!, op.args[1]!, into);
    if (op.name === 'keepStructure' && hasShadow(op.args[0]!)) {
      context.restores.set(op.result!, keep(context.shadowOf(op.args[0]!), 'restoreBar'));
    } else if (op.name === 'restore' && hasShadow(op.args[1]!)) {
      const [before, after] = [keep(context.shadowOf(op.args[1]!), 'undo'), context.restores.get(op.args[0]!)!];
      into.add({ kind: 'helper', name: 'restore', result: undefined, args: [after] });
      context.restored.set(op, { before, after });
    }
  }

  /** Gives the shadow of an array or of what is keyed all cells that this has, and keeps its references in step. */
  #shadowStore(op: Extract<Op, { kind: 'store' }>, into: RegionBuilder): void {
    const element = elementOf(this.#context.typeOf(op.array));
    if (element === undefined) return;
    if (this.#context.input.activity.hasShadow(op.value)) {
      into.add({ ...op, array: this.#context.shadowOf(op.array), value: this.#context.shadowOf(op.value) });
    } else if (isScalar(element) && this.#context.input.isRepeated && this.#context.input.appends(op)) {
      // Made again, it finds adjoints in the shadow.
      this.#extend(op.array, into.apply('add', [op.index, into.constant(1)]), into);
    } else if (isScalar(element) && this.#context.input.appends(op)) {
      if (!isKeyed(this.#context.typeOf(op.array)) && this.#context.input.mayLeaveGap(op))
        this.#extend(op.array, op.index, into);
      into.add({ ...op, array: this.#context.shadowOf(op.array), value: into.constant(0) });
    }
  }

  /** Where an array of numbers has a gap its shadow has zeros: what is done to all its cells adds up numbers only. */
  #extend(array: ValueId, length: ValueId, into: RegionBuilder): void {
    into.add({ kind: 'helper', name: 'extend', result: undefined, args: [this.#context.shadowOf(array), length] });
  }

  /** A throw-away shadow for something inactive that is put beside active things. */
  #freshShadow(value: ValueId, into: RegionBuilder): ValueId {
    return into.emit(shadowType(this.#context.typeOf(value)), (result) => ({
      kind: 'alloc',
      result,
      init: { form: 'shadow', of: value },
    }));
  }
}
