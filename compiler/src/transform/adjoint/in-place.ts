/** Loops whose turns are reversed in place: each forward, and at once backward, in one loop. */

import type { RegionBuilder } from '../../ir/builder.js';
import { NUMBER } from '../../ir/type-facts.js';
import type { ApplyOp, IfOp, LoopOp, Op, Region, ValueId } from '../../ir/types.js';
import { carriedBy, regionsOf } from '../../ir/walk.js';
import type { Segment } from '../../analyse/segments.js';
import type { Cursors, ReversalContext } from './context.js';
import { Scope } from './scope.js';

/** What the reverse sweep has for turns that are reversed in place. */
export type InPlaceReversal = {
  readonly inPlace: (last: Segment, first: Segment, scope: Scope) => void;
  readonly outerScalars: (op: LoopOp & Op) => readonly ValueId[];
  readonly contribute: (
    op: ApplyOp & Op,
    scope: Scope,
    primal: (value: ValueId) => ValueId,
    isWanted: (arg: ValueId) => boolean,
  ) => void;
};

export class TurnsInPlace {
  readonly #context: ReversalContext;
  readonly #reversal: InPlaceReversal;
  readonly #resultBar: ValueId | undefined;
  /** The adjoints of the sums that a loop carries: the same in all turns. */
  readonly #sums = new Map<LoopOp, readonly (ValueId | undefined)[]>();

  /** @param resultBar the adjoint of the function's result, which is known when the function begins. */
  constructor(context: ReversalContext, reversal: InPlaceReversal, resultBar: ValueId | undefined) {
    this.#context = context;
    this.#reversal = reversal;
    this.#resultBar = resultBar;
  }

  /**
   * Adds a loop that reverses its turns.
   *
   * @param cursors the ends of the tape, where turns begin and where they leave off.
   * @param turn adds the forward sweep of a turn; what is given to it completes the turn where it ends.
   */
  loop(
    op: LoopOp & Op,
    cursors: Cursors,
    into: RegionBuilder,
    turn: (into: RegionBuilder, extend: ExtendTurn) => Region,
  ): void {
    const { values, input, addedInPlace } = this.#context;
    const first = input.recording.segments.ofRegion(op.body);
    const sums = this.#adjointsAhead(op, cursors, into);
    this.#sums.set(op, sums);
    const outer = this.scalarsOf(op);
    const bars = (): readonly ValueId[] => outer.map((value) => values.value(NUMBER, this.#context.barName(value)));
    const [params, results] = [bars(), bars()];
    const zeros = outer.map(() => into.constant(0));
    const body = turn(into.nested(), (carried, last, ends, end) => {
      const known = new Map(outer.map((value, i) => [value, params[i]!]));
      const scope = new Scope(end, last, { bars: known, cursors: { ...ends }, inPlace: op });
      carried.forEach((value, i) => {
        const bar = sums[i];
        if (bar !== undefined && input.activity.isActive(value)) scope.accumulate(value, bar);
      });
      this.#reversal.inPlace(last, first, scope);
      return outer.map((value) => scope.bars.get(value) ?? end.constant(0));
    });
    into.origin = op.origin;
    into.ops.push({
      ...op,
      initial: [...op.initial, ...zeros],
      params: [...op.params, ...params],
      results: [...op.results, ...results],
      body,
    });
    addedInPlace.set(op, new Map(outer.map((value, i) => [value, results[i]!])));
  }

  /** Scalars from outside whose adjoints the turns add to. */
  scalarsOf(op: LoopOp & Op): readonly ValueId[] {
    return this.#reversal.outerScalars(op);
  }

  /** The adjoints of the loop's results, from what stands behind the loop. */
  #adjointsAhead(op: LoopOp & Op, cursors: Cursors, into: RegionBuilder): readonly (ValueId | undefined)[] {
    const { activity, recording } = this.#context.input;
    const { ahead, reached, end, around, isBefore } = recording.independent(op)!;
    const scope = new Scope(into, undefined, { cursors });
    const sums = around === undefined ? [this.#resultBar] : this.#sums.get(around)!;
    carriedBy(end).forEach((value, i) => {
      const bar = sums[i];
      if (bar !== undefined && reached.has(value)) scope.accumulate(value, bar);
    });
    const copies = new Map<ValueId, ValueId>();
    const primal = (value: ValueId): ValueId => {
      if (isBefore(value)) return value;
      let copy = copies.get(value);
      if (copy === undefined) copies.set(value, (copy = this.#again(value, primal, into)));
      return copy;
    };
    for (const step of ahead.toReversed()) {
      if (step.kind === 'apply') this.#reversal.contribute(step, scope, primal, (arg) => reached.has(arg));
      else {
        const [from, to] =
          step.kind === 'loop' ? [step.results, step.initial] : [step.of.results, carriedBy(step.arm.end)];
        from.forEach((value, i) => {
          const bar = scope.take(value);
          if (bar !== undefined && reached.has(to[i]!)) scope.accumulate(to[i]!, bar);
        });
      }
    }
    return op.results.map((value) => (activity.isActive(value) ? scope.bars.get(value) : undefined));
  }

  /** A value of behind the loop, computed before it. */
  #again(value: ValueId, primal: (value: ValueId) => ValueId, into: RegionBuilder): ValueId {
    const { values, input } = this.#context;
    const op = input.recording.places.definition(value)!;
    const { type, name } = values.infoOf(value);
    const result = values.value(type, name);
    if (op.kind === 'apply') into.add({ ...op, args: op.args.map(primal), result });
    else if (op.kind === 'length') into.add({ ...op, array: primal(op.array), result });
    else if (op.kind === 'const') into.add({ ...op, result });
    else throw new Error(`ADC9013: ${op.kind} is not computed ahead`);
    return result;
  }
}

/** What a turn hands on besides what it carries itself, at one of its ends. */
export type ExtendTurn = (
  carried: readonly ValueId[],
  last: Segment,
  cursors: Cursors,
  into: RegionBuilder,
) => readonly ValueId[];

/** The reverse sweep behind a loop whose turns are reversed: the sums began as something, and scalars from outside have got their share. */
export function behindTurnsInPlace(context: ReversalContext, op: LoopOp & Op, scope: Scope): void {
  const { isActive } = context.input.activity;
  const bars = op.results.map((result) => scope.take(result));
  for (const [value, bar] of context.addedInPlace.get(op)!) scope.accumulate(value, bar);
  op.initial.forEach((value, i) => {
    const bar = bars[i];
    if (bar !== undefined && isActive(value)) scope.accumulate(value, bar);
  });
}

/** The loops in the arms of an `if` whose turns are reversed in place. */
export function loopsInArms(context: ReversalContext, { then, else: otherwise }: IfOp): readonly (LoopOp & Op)[] {
  const within = (op: Op): readonly (LoopOp & Op)[] => {
    if (op.kind === 'loop') return context.isInPlace(op) ? [op] : [];
    return op.kind === 'if' ? regionsOf(op).flatMap(({ ops }) => ops.flatMap(within)) : [];
  };
  return [...then.ops, ...otherwise.ops].flatMap(within);
}
