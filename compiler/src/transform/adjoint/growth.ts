/**
 * Companions compiled to watch adjoints hand those that a reversed loop carries from turn to turn to the runtime, which tells by how
 * much they grow. Nothing is computed differently: what is there anyway is looked at.
 */

import type { RegionBuilder } from '../../ir/builder.js';
import type { IrType, LoopOp, Op, ValueId } from '../../ir/types.js';
import type { ReversalContext } from './context.js';

const WATCH: IrType = { kind: 'opaque', text: 'GrowthWatch' };

/** An adjoint that a loop carries: where the reversal begins, behind the loop's last turn, and before a turn that has been reversed. */
export type CarriedAdjoint = {
  /** The value of the program that it is the adjoint, or the shadow, of. */
  readonly of: ValueId;
  readonly behind: ValueId;
  readonly before: ValueId;
};

/**
 * Notes adjoints around a reversed loop that is about to be added, and in each of its turns.
 *
 * @returns what has to stand behind the loop; undefined where there is nothing to watch.
 */
export function watchLoop(
  context: ReversalContext,
  op: LoopOp & Op,
  carried: readonly CarriedAdjoint[],
  into: RegionBuilder,
  turn: RegionBuilder,
): (() => void) | undefined {
  const place = placeOf(context, op);
  if (place === undefined || carried.length === 0) return undefined;
  // The turns of a checkpointed loop are reversed a few at a time, in a function of their own.
  const isPart = context.input.isRepeated && context.input.recording.segments.root.ops.includes(op);
  const names = namesOf(carried.map(({ of }) => context.nameOf(of)));
  const args = [place, ...names].map((text) => into.constant(text));
  const growth = into.emit(
    WATCH,
    (result) => ({ kind: 'helper', name: isPart ? 'furtherGrowth' : 'adjointGrowth', result, args }),
    'growth',
  );
  into.add({
    kind: 'helper',
    name: 'growthBehind',
    result: undefined,
    args: [growth, ...carried.map((c) => c.behind)],
  });
  turn.add({
    kind: 'helper',
    name: 'growthBefore',
    result: undefined,
    args: [growth, ...carried.map((c) => c.before)],
  });
  return () => into.add({ kind: 'helper', name: 'growthEnd', result: undefined, args: [growth] });
}

/** Around the reversal of a checkpointed loop, whose turns tell what is carried. */
export function watchCheckpointed(
  context: ReversalContext,
  op: LoopOp & Op,
  into: RegionBuilder,
): (() => void) | undefined {
  const place = placeOf(context, op);
  if (place === undefined) return undefined;
  const args = [into.constant(place)];
  const growth = into.emit(WATCH, (result) => ({ kind: 'helper', name: 'growthAcross', result, args }), 'growth');
  return () => into.add({ kind: 'helper', name: 'growthEnd', result: undefined, args: [growth] });
}

/** The head of the loop, with its position; undefined for what has no turns to tell of. */
function placeOf({ input }: ReversalContext, op: LoopOp & Op): string | undefined {
  const plan = op.directives?.checkpoint?.plan;
  if (plan === 'fixed-point' || plan === 'call') return undefined;
  return op.origin === undefined ? undefined : input.growth?.placeOf(op.origin);
}

/** Names that tell the values of one loop apart. */
function namesOf(given: readonly (string | undefined)[]): readonly string[] {
  const taken = new Set<string>();
  return given.map((name = 'value') => {
    let unique = name;
    for (let count = 2; taken.has(unique); count++) unique = `${name} (${count})`;
    taken.add(unique);
    return unique;
  });
}
