/** Room on the tape for all turns of a loop at once, where their number and what each records are known before the loop. */

import type { RegionBuilder } from '../../ir/builder.js';
import type { Lane, LoopOp, Op, ValueId } from '../../ir/types.js';
import type { LoopPlan } from '../../analyse/recording.js';
import type { Segment } from '../../analyse/segments.js';
import { LANES, type ReversalContext } from './context.js';

/** Makes room for all turns of a counted loop whose turns record a fixed number of cells. */
export function reserveTurns(
  context: ReversalContext,
  op: LoopOp & Op,
  { facts: { counted } }: LoopPlan,
  into: RegionBuilder,
  cursors: readonly ValueId[],
  lanes: readonly Lane[],
): boolean {
  if (counted === undefined || Math.abs(counted.induction.step) !== 1 || lanes.length === 0) return false;
  const cells = cellsPerTurn(context, context.input.recording.segments.ofRegion(op.body));
  if (cells === undefined) return false;
  const bound = boundAhead(context, op, counted.bound, into);
  if (bound === undefined) return false;
  const first = op.initial[counted.induction.index]!;
  const span = counted.induction.step > 0 ? into.apply('sub', [bound, first]) : into.apply('sub', [first, bound]);
  const whole = context.input.recording.loops.isInteger(counted.bound) ? span : into.apply('ceil', [span]);
  const strict = counted.relation === 'lt' || counted.relation === 'gt';
  const turns = strict ? whole : into.apply('add', [whole, into.constant(1)]);
  lanes.forEach((lane, i) => {
    const count = cells[lane] === 1 ? turns : into.apply('mul', [turns, into.constant(cells[lane])]);
    into.add({ kind: 'tapeReserve', tape: context.tape!, lane, cursor: cursors[i]!, count });
  });
  return true;
}

/** An upper bound of what one turn records in each lane; undefined when loops or calls inside make it vary. */
function cellsPerTurn(context: ReversalContext, segment: Segment): Record<Lane, number> | undefined {
  const cells: Record<Lane, number> = { number: 0, reference: 0 };
  const add = (more: Record<Lane, number> | undefined): boolean => {
    if (more === undefined) return false;
    for (const lane of LANES) cells[lane] += more[lane];
    return true;
  };
  for (const entry of context.frameOf(segment)) cells[entry.lane]++;
  for (const op of segment.ops) {
    if (op.kind === 'if') {
      const arms = [op.then, op.else].map((arm) =>
        cellsPerTurn(context, context.input.recording.segments.ofRegion(arm)),
      );
      if (!arms.every(add)) return undefined;
    } else if (context.lanesOf(op).size > 0) return undefined;
  }
  if (
    segment.end.kind === 'branch' &&
    !(add(cellsPerTurn(context, segment.end.exit)) && add(cellsPerTurn(context, segment.end.rest)))
  )
    return undefined;
  return cells;
}

/** The bound of a loop before the loop: what its test computes is computed once more. */
function boundAhead(context: ReversalContext, op: LoopOp, bound: ValueId, into: RegionBuilder): ValueId | undefined {
  const { places } = context.input.recording;
  const definition = places.definition(bound);
  if (definition === undefined || !op.test.ops.includes(definition)) return bound;
  const copy = (): ValueId => context.values.value(context.typeOf(bound), context.nameOf(bound));
  if (definition.kind === 'const' || definition.kind === 'length') {
    const result = copy();
    into.add({ ...definition, result });
    return result;
  }
  if (definition.kind !== 'apply') return undefined;
  const args = definition.args.map((arg) => boundAhead(context, op, arg, into));
  if (args.some((arg) => arg === undefined)) return undefined;
  const result = copy();
  into.add({ ...definition, args: args as ValueId[], result });
  return result;
}
