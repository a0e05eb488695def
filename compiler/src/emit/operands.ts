/** The operands of one operation as it is being emitted. */

import type { IrType, Op, ValueId } from '../ir/types.js';
import { opEffects, unite, type Effects } from './effects.js';
import type { Frame } from './frame.js';
import type { TakeOptions } from './pending.js';
import type { Expression } from './syntax.js';

export type Operands = {
  readonly take: (values: readonly ValueId[], options?: TakeOptions) => readonly Expression[];
  /** The same where no operand may be missing. */
  readonly takePresent: (values: readonly ValueId[], options?: TakeOptions) => readonly Expression[];
  /** Effects of the operation and of the operands taken so far. */
  readonly effects: () => Effects;
  readonly typeOf: (value: ValueId) => IrType;
};

export function operandsFor(frame: Frame, op: Op): Operands {
  const typeOf = (value: ValueId): IrType => frame.typeOf(value);
  let effects = opEffects(op, typeOf);
  const take = (values: readonly ValueId[], options?: TakeOptions): readonly Expression[] => {
    const taken = frame.pending.take(values, options);
    effects = unite([taken.effects, effects]);
    return taken.expressions;
  };
  return {
    take,
    takePresent: (values, options) =>
      take(values, options).map((operand, index) => frame.present(values[index]!, operand)),
    effects: () => effects,
    typeOf,
  };
}

export function methodCall(object: Expression, name: string, args: readonly Expression[]): Expression {
  return { kind: 'call', callee: { kind: 'member', object, field: name }, args };
}
