/** A region of the reverse sweep under construction: its adjoints, and the primal values at hand in it. */

import type { RegionBuilder } from '../../ir/builder.js';
import { NUMBER } from '../../ir/type-facts.js';
import type { LoopOp, ValueId } from '../../ir/types.js';
import type { Needed } from '../../analyse/recording.js';
import type { Segment } from '../../analyse/segments.js';
import type { Cursors } from './context.js';

/** How a loop's parameters follow from the turn that is being reversed. */
export type Turn = {
  /** The induction that the reversed loop counts down itself. */
  readonly direct: ReadonlyMap<ValueId, ValueId>;
  /** Number of the turn, from 0. */
  readonly index: () => ValueId;
};

export class Scope {
  readonly into: RegionBuilder;
  readonly segment: Segment | undefined;
  readonly parent: Scope | undefined;
  /** Adjoints of scalars; what is absent is zero. */
  readonly bars: Map<ValueId, ValueId>;
  /** Primal values and shadows, under their `primalKey`. */
  readonly primals = new Map<number, ValueId>();
  readonly cursors: Cursors;
  readonly turn: Turn | undefined;
  /** The loop whose turn is being reversed where it has run. */
  readonly inPlace: LoopOp | undefined;

  constructor(
    into: RegionBuilder,
    segment: Segment | undefined,
    from: {
      readonly parent?: Scope;
      readonly bars?: Map<ValueId, ValueId>;
      readonly cursors: Cursors;
      readonly turn?: Turn;
      readonly inPlace?: LoopOp;
    },
  ) {
    this.into = into;
    this.segment = segment;
    this.parent = from.parent;
    this.bars = from.bars ?? new Map();
    this.cursors = from.cursors;
    this.turn = from.turn;
    this.inPlace = from.inPlace ?? from.parent?.inPlace;
  }

  /** A scope nested in this one that starts with its adjoints and cursors. */
  nested(segment: Segment): Scope {
    const into = this.into.nested();
    return new Scope(into, segment, { parent: this, bars: new Map(this.bars), cursors: { ...this.cursors } });
  }

  /** The adjoint so far; afterwards it is zero again. */
  take(value: ValueId): ValueId | undefined {
    const bar = this.bars.get(value);
    this.bars.delete(value);
    return bar;
  }

  /** @param fresh the operation that made the contribution has no other user: a negation becomes a subtraction. */
  accumulate(value: ValueId, contribution: ValueId, fresh = false): void {
    const bar = this.bars.get(value);
    if (bar === undefined) {
      this.bars.set(value, contribution);
      return;
    }
    const { fn, ops } = this.into;
    const name = fn.infoOf(value).name;
    const last = ops.at(-1);
    const barName = name === undefined ? undefined : `${name}Bar`;
    if (fresh && last?.kind === 'apply' && last.primitive === 'neg' && last.result === contribution) {
      ops.pop();
      this.bars.set(value, this.into.apply('sub', [bar, last.args[0]!], NUMBER, barName));
    } else {
      this.bars.set(value, this.into.apply('add', [bar, contribution], NUMBER, barName));
    }
  }
}

/** The key of a primal value, or of its shadow, among those at hand. */
export function primalKey({ value, shadow }: Needed): number {
  return value * 2 + (shadow ? 1 : 0);
}
