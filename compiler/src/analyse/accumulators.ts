/** Sums that loops carry: each turn adds to them or takes away, and nothing active in the loop reads what they have come to. */

import type { LoopOp, Op, Terminator, ValueId } from '../ir/types.js';
import { carriedBy, opsOf, operandsOf, regionsWithin } from '../ir/walk.js';
import type { Activity } from './activity.js';
import type { Increments } from './increments.js';
import type { Places } from './places.js';

export type Accumulators = {
  /** Whether all active numbers that a loop carries are such sums. */
  readonly accumulates: (loop: LoopOp & Op) => boolean;
};

export function findAccumulators({
  activity,
  places,
  increments,
  isReversed,
}: {
  readonly activity: Activity;
  readonly places: Places;
  readonly increments: Increments;
  readonly isReversed: (op: Op) => boolean;
}): Accumulators {
  const isCarried = (loop: LoopOp, i: number): boolean =>
    activity.isActive(loop.params[i]!) || activity.isActive(loop.results[i]!);

  /** What the sum that began as `from` has become: `chain` collects it, and what it was on the way. */
  const isSum = (value: ValueId, from: ValueId, loop: LoopOp, chain: Set<ValueId>): boolean => {
    if (value === from || chain.has(value)) return true;
    if (places.isInvariant(value, loop)) return false;
    const op = places.definition(value);
    if (op === undefined || !isStep(op, value, from, loop, chain)) return false;
    chain.add(value);
    return true;
  };
  const isStep = (op: Op, value: ValueId, from: ValueId, loop: LoopOp, chain: Set<ValueId>): boolean => {
    switch (op.kind) {
      case 'apply': {
        const [left, right] = op.args as [ValueId, ValueId];
        if (op.primitive === 'sub') return isSum(left, from, loop, chain);
        if (op.primitive === 'select') return op.args.slice(1).every((arg) => isSum(arg, from, loop, chain));
        if (op.primitive !== 'add') return false;
        return isSum(left, from, loop, chain) || isSum(right, from, loop, chain);
      }
      case 'if': {
        const i = op.results.indexOf(value);
        const arms = [op.then, op.else].filter((arm) => arm.end.kind !== 'throw');
        return arms.every(({ end }) => end.kind === 'yield' && isSum(end.values[i]!, from, loop, chain));
      }
      case 'loop': {
        const i = op.results.indexOf(value);
        if (!isSum(op.initial[i]!, from, loop, chain)) return false;
        const inner = chainOf(op, i);
        inner?.forEach((each) => chain.add(each));
        return inner !== undefined;
      }
      default:
        return false;
    }
  };

  /** A number that a loop carries, and what it becomes in a turn, should it be a sum. */
  const chainOf = (loop: LoopOp, i: number): ReadonlySet<ValueId> | undefined => {
    const param = loop.params[i]!;
    const chain = new Set([param]);
    return endsOf(loop).every((end) => isSum(carriedBy(end)[i]!, param, loop, chain)) ? chain : undefined;
  };

  /** Whether the sum is active nowhere but where it is added to and handed on. */
  const isOnlyAddedTo = (loop: LoopOp, index: number, chain: ReadonlySet<ValueId>): boolean => {
    const handsOn = (values: readonly ValueId[], to: readonly ValueId[]): boolean =>
      values.every((value, i) => !chain.has(value) || chain.has(to[i]!) || !activity.isActive(to[i]!));
    const check = (op: Op): boolean => {
      if (op.kind === 'loop') {
        if (!handsOn(op.initial, op.params) || !handsOn(op.initial, op.results)) return false;
        return endsOf(op).every((end) => handsOn(carriedBy(end), op.params) && handsOn(carriedBy(end), op.results));
      }
      if (op.kind === 'if') {
        return [op.then, op.else].every(({ end }) => end.kind !== 'yield' || handsOn(end.values, op.results));
      }
      if (!operandsOf(op).some((value) => chain.has(value))) return true;
      if (increments.covers(op)) return false;
      if (!isReversed(op)) return true;
      if (op.kind !== 'apply' || !chain.has(op.result)) return false;
      // Each turn has one sum to go on with: no sum is added to itself.
      return op.primitive === 'select' || op.args.filter((arg) => chain.has(arg)).length === 1;
    };
    const ends = endsOf(loop).every((end) =>
      carriedBy(end).every((value, i) => i === index || !chain.has(value) || !isCarried(loop, i)),
    );
    return ends && [...opsOf(loop.body)].every(check);
  };

  const accumulates = (loop: LoopOp & Op): boolean =>
    loop.params.every((_, i) => {
      if (!isCarried(loop, i)) return true;
      const chain = chainOf(loop, i);
      return chain !== undefined && isOnlyAddedTo(loop, i, chain);
    });

  return { accumulates };
}

/** Where turns of a loop end, but for exceptions. */
function endsOf(loop: LoopOp): readonly Terminator[] {
  return [...regionsWithin(loop.body)].map(({ end }) => end).filter((end) => isOf(end, loop));
}

function isOf(end: Terminator, loop: LoopOp): boolean {
  return (end.kind === 'continue' || end.kind === 'break') && end.label === loop.label;
}
