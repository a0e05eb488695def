/** Makes IR: fresh values and labels for one function, and regions filled operation by operation. */

import type { IrType, Label, Op, Origin, Region, Terminator, ValueId, ValueInfo } from './types.js';

/** Hands out the values and labels of one function. */
export class FunctionBuilder {
  readonly values: Map<ValueId, ValueInfo>;
  #nextValue: number;
  #nextLabel: number;

  /** @param from an existing function whose values and labels stay valid in the new one. */
  constructor(from?: { readonly values: ReadonlyMap<ValueId, ValueInfo>; readonly labels: number }) {
    this.values = new Map(from?.values);
    this.#nextValue = from === undefined ? 0 : Math.max(-1, ...from.values.keys()) + 1;
    this.#nextLabel = from?.labels ?? 0;
  }

  value(type: IrType, name?: string): ValueId {
    const id = this.#nextValue++ as ValueId;
    this.values.set(id, { type, name });
    return id;
  }

  label(): Label {
    return this.#nextLabel++ as Label;
  }

  typeOf(value: ValueId): IrType {
    return this.infoOf(value).type;
  }

  infoOf(value: ValueId): ValueInfo {
    const info = this.values.get(value);
    if (info === undefined) throw new Error(`value %${value} is not of this function`);
    return info;
  }
}

/** An operation without its origin, which the region builder adds. */
export type NewOp = Op extends infer O ? (O extends Op ? Omit<O, 'origin'> : never) : never;

/** Collects the operations of one region. */
export class RegionBuilder {
  readonly fn: FunctionBuilder;
  readonly params: ValueId[] = [];
  readonly ops: Op[] = [];
  /** Given to every operation added from now on. */
  origin: Origin | undefined;

  constructor(fn: FunctionBuilder, origin?: Origin) {
    this.fn = fn;
    this.origin = origin;
  }

  add(op: NewOp): void {
    this.ops.push({ ...op, origin: this.origin } as Op);
  }

  /** Adds an operation with one result of the given type and returns that. */
  emit(type: IrType, make: (result: ValueId) => NewOp, name?: string): ValueId {
    const result = this.fn.value(type, name);
    this.add(make(result));
    return result;
  }

  constant(value: number | boolean | string | null | undefined, text?: string): ValueId {
    return this.emit(constantType(value), (result) =>
      text === undefined ? { kind: 'const', result, value } : { kind: 'const', result, value, text },
    );
  }

  apply(primitive: string, args: readonly ValueId[], type: IrType = { kind: 'number' }, name?: string): ValueId {
    return this.emit(type, (result) => ({ kind: 'apply', result, primitive, args }), name);
  }

  /** A builder for a nested region, at the same place in the source. */
  nested(): RegionBuilder {
    return new RegionBuilder(this.fn, this.origin);
  }

  end(end: Terminator): Region {
    return { params: this.params, ops: this.ops, end };
  }
}

function constantType(value: number | boolean | string | null | undefined): IrType {
  switch (typeof value) {
    case 'number':
      return { kind: 'number' };
    case 'boolean':
      return { kind: 'boolean' };
    case 'string':
      return { kind: 'string' };
    default:
      return { kind: 'opaque', text: String(value) };
  }
}
