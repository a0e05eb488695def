/** Loops of which a few states are kept: the runtime runs their turns, and makes them again to reverse them. */

import type { RegionBuilder } from '../../ir/builder.js';
import { holdsReferences, NUMBER, shadowType, TAPE } from '../../ir/type-facts.js';
import {
  type Callee,
  CHECKPOINTED,
  type ClosureParam,
  FIXED_POINT,
  type LoopOp,
  type Op,
  type ValueId,
} from '../../ir/types.js';
import { type Cell, DONE, isCountedAhead, TURN } from '../outline.js';
import { caller, cells, contentsOf, list } from '../turn-objects.js';
import type { CheckpointedLoop, ReversalContext } from './context.js';
import { watchCheckpointed } from './growth.js';
import type { PrimalValues } from './primal-values.js';
import { turnsAhead } from './reserve-ahead.js';
import type { Scope } from './scope.js';

/** What the turns hand on, and what collects its adjoints. */
type Objects = {
  readonly state: ValueId | undefined;
  readonly stateBar: ValueId | undefined;
  readonly counts: ValueId;
};

/** @param of the values of the loop's slots. */
function objectsOf({ turns }: CheckpointedLoop, of: readonly ValueId[], into: RegionBuilder): Objects {
  const value = (cell: Cell): ValueId => (cell.kind === 'outer' ? cell.value : of[cell.index]!);
  const hasState = turns.state.length > 0;
  const own = contentsOf(turns, value, into);
  const zeros = turns.state.map(({ field }) => [field, into.constant(0)] as const);
  const counts = [
    [TURN, into.constant(0)] as const,
    ...(turns.ends ? [[DONE, into.constant(0)] as const] : []),
    ...own.counts,
  ];
  return {
    state: hasState ? cells(own.state, 'state', into) : undefined,
    counts: cells(counts, 'counts', into),
    stateBar: hasState ? cells(zeros, 'stateBar', into) : undefined,
  };
}

/** The forward sweep's part: the turns are made, and what reverses them is noted among what the loop leaves. */
export function runCheckpointed(context: ReversalContext, op: LoopOp & Op, into: RegionBuilder): void {
  const loop = context.input.checkpointed(op)!;
  const { turns } = loop;
  const objects = objectsOf(loop, op.initial, into);
  const { state, counts, stateBar } = objects;
  const replay = context.values.value(context.typeOfExtra(op, 'replay'), 'reverseTurns');
  const { plan } = loop;
  const absent = into.constant(undefined);
  const { advance, record, reverse } = pieces(context, loop, objects, into);
  const args: Record<(typeof CHECKPOINTED)[number], ValueId> = {
    budget:
      plan.plan === 'auto' && context.input.tapeBudget !== undefined ? into.constant(context.input.tapeBudget) : absent,
    slots: plan.plan === 'revolve' ? into.constant(plan.slots) : absent,
    every: plan.plan === 'every' ? into.constant(plan.turns) : plan.plan === 'call' ? into.constant(1) : absent,
    total: totalOf(context, op, into) ?? absent,
    once: context.input.recording.timing === 'joint' ? into.constant(true) : absent,
    state: state ?? absent,
    counts,
    memory: list(loop.memory, into) ?? absent,
    grown:
      list(
        loop.grown.flatMap((value) =>
          context.input.activity.hasShadow(value) ? [value, context.shadowOf(value)] : [],
        ),
        into,
      ) ?? absent,
    constant: list(loop.constant, into) ?? absent,
    linked: list(linkedBy(context, loop), into) ?? absent,
    advance,
    record,
    reverse,
  };
  into.add({ kind: 'helper', name: 'checkpointed', result: replay, args: CHECKPOINTED.map((name) => args[name]) });
  for (const cell of turns.state) {
    if (cell.kind === 'carried')
      into.add({ kind: 'get', result: op.results[cell.index]!, object: state!, field: cell.field });
  }
  for (const { index, field } of turns.counts) {
    const result = op.results[index]!;
    const isTruth = context.typeOf(result).kind === 'boolean';
    const found = isTruth ? context.values.value(NUMBER, context.nameOf(result)) : result;
    into.add({ kind: 'get', result: found, object: counts, field });
    if (isTruth) into.add({ kind: 'apply', result, primitive: 'ne', args: [found, into.constant(0)] });
  }
  context.loopExtras.set(op, stateBar === undefined ? { replay } : { replay, stateBar });
}

/** Behind a loop that has found its fixed point: one more turn is all that is differentiated, as often as it takes. */
export function keepSolution(context: ReversalContext, op: LoopOp & Op, into: RegionBuilder): void {
  const loop = context.input.checkpointed(op)!;
  const { plan, turns, shape } = loop;
  const objects = objectsOf(loop, op.results, into);
  const { record, reverse } = pieces(context, loop, objects, into);
  const absent = into.constant(undefined);
  const tolerance = plan.plan === 'fixed-point' ? plan.tolerance : undefined;
  const shift = turns.state.length > 0 ? 2 : 1;
  const shadows = loop.memory
    .filter((value) => shape.shadows[turns.given.indexOf(value) + shift] === true)
    .map((value) => shadowOf(context, value, into));
  const carried = turns.state.flatMap((cell) => (cell.kind === 'carried' ? [into.constant(cell.field)] : []));
  const args: Record<(typeof FIXED_POINT)[number], ValueId> = {
    tolerance: tolerance === undefined ? absent : into.constant(tolerance),
    state: objects.state ?? absent,
    stateBar: objects.stateBar ?? absent,
    carried: list(carried, into) ?? absent,
    counts: objects.counts,
    memory: list(loop.memory, into) ?? absent,
    shadows: list(shadows, into) ?? absent,
    constant: list(loop.constant, into) ?? absent,
    linked: list(linkedBy(context, loop), into) ?? absent,
    record,
    reverse,
  };
  const replay = context.values.value(context.typeOfExtra(op, 'replay'), 'reverseSolution');
  into.add({ kind: 'helper', name: 'fixedPoint', result: replay, args: FIXED_POINT.map((name) => args[name]) });
  context.loopExtras.set(op, { replay, ...(objects.stateBar !== undefined && { stateBar: objects.stateBar }) });
}

/** The reverse sweep's part: adjoints are handed over in the cells of `stateBar`, and taken back from there. */
export function reverseCheckpointed(
  context: ReversalContext,
  op: LoopOp & Op,
  primals: PrimalValues,
  scope: Scope,
): void {
  const { into } = scope;
  const { turns } = context.input.checkpointed(op)!;
  const stateBar = turns.state.length > 0 ? primals.extra(op, 'stateBar') : undefined;
  for (const cell of turns.state) {
    const bar = cell.kind === 'outer' ? scope.bars.get(cell.value) : scope.take(op.results[cell.index]!);
    into.add({ kind: 'set', object: stateBar!, field: cell.field, value: bar ?? into.constant(0) });
  }
  const endGrowth = watchCheckpointed(context, op, into);
  into.add({ kind: 'helper', name: 'reverseTurns', result: undefined, args: [primals.extra(op, 'replay')] });
  endGrowth?.();
  const bars = turns.state.map((cell) => {
    const of = cell.kind === 'outer' ? cell.value : op.params[cell.index]!;
    const bar = context.values.value(NUMBER, context.barName(of));
    into.add({ kind: 'get', result: bar, object: stateBar!, field: cell.field });
    return bar;
  });
  turns.state.forEach((cell, k) => {
    if (cell.kind === 'outer') scope.bars.set(cell.value, bars[k]!);
  });
  // What a slot starts from may be a value whose adjoint has just come back.
  turns.state.forEach((cell, k) => {
    if (cell.kind === 'outer' || !context.input.activity.isActive(op.initial[cell.index]!)) return;
    scope.accumulate(op.initial[cell.index]!, bars[k]!);
  });
}

function totalOf(context: ReversalContext, op: LoopOp & Op, into: RegionBuilder): ValueId | undefined {
  const { places, loops } = context.input.recording;
  const { counted } = loops.factsOf(op);
  return isCountedAhead(op, counted, places) ? turnsAhead(context, op, counted!, into) : undefined;
}

/** The turns as functions: made, made and recorded, and reversed. What they record goes to a tape of their own. */
function pieces(
  context: ReversalContext,
  { turns, shape }: CheckpointedLoop,
  objects: Objects,
  into: RegionBuilder,
): Record<'advance' | 'record' | 'reverse', ValueId> {
  const { state, stateBar, counts } = objects;
  const own = [...(state === undefined ? [] : [state]), counts, ...turns.given];
  const shadowed = own.flatMap((value, i) => {
    if (shape.shadows[i] !== true) return [value];
    return [value, value === state ? stateBar! : shadowOf(context, value, into)];
  });
  const piece = (name: string, params: readonly ClosureParam[], callee: Callee, args: readonly ValueId[]): ValueId =>
    caller(name, params, { callee, args, results: [] }, into);
  const end = (): ClosureParam => ({ value: context.values.value(NUMBER, 'to'), typeText: 'number' });
  const tape = (): ClosureParam => ({ value: context.values.value(TAPE, 'tape'), typeText: 'Tape' });
  const [advanceTo, recordOn, recordTo, reverseFrom] = [end(), tape(), end(), tape()];
  const primal = { key: turns.fn.key, companion: 'primal', variant: '' } as const;
  return {
    advance: piece('advance', [advanceTo], primal, [...own, advanceTo.value]),
    record: piece('record', [recordOn, recordTo], shape.forward, [recordOn.value, ...shadowed, recordTo.value]),
    reverse: piece('reverse', [reverseFrom], shape.reverse, [reverseFrom.value]),
  };
}

/** The shadows that hold others: what is reversed more than once finds these where they were when it ran. */
function linkedBy(context: ReversalContext, { turns }: CheckpointedLoop): readonly ValueId[] {
  const { activity, recording } = context.input;
  if (recording.timing === 'joint') return [];
  return turns.given
    .filter((value) => activity.hasShadow(value) && holdsReferences(context.typeOf(value)))
    .map((value) => context.shadowOf(value));
}

/** What the turns write to without anybody looking at it has a shadow that is thrown away. */
function shadowOf(context: ReversalContext, value: ValueId, into: RegionBuilder): ValueId {
  if (context.input.activity.hasShadow(value)) return context.shadowOf(value);
  return into.emit(shadowType(context.typeOf(value)), (result) => ({
    kind: 'alloc',
    result,
    init: { form: 'shadow', of: value },
  }));
}
