/** Room on the tape for all turns of a loop at once, where their number and what each records are known before the loop. */

import type { RegionBuilder } from '../../ir/builder.js';
import type { LoopOp, Op, ValueId } from '../../ir/types.js';
import type { LoopFacts } from '../../analyse/loops.js';
import type { LoopPlan } from '../../analyse/recording.js';
import type { Segment } from '../../analyse/segments.js';
import {
  BITS_OF_WORD,
  type Cursors,
  LANES,
  type ReversalContext,
  TRACKS,
  type Track,
  bitGroups,
  widthOf,
} from './context.js';

/** Makes room for all turns of a counted loop whose turns record a fixed number of cells. */
export function reserveTurns(
  context: ReversalContext,
  op: LoopOp & Op,
  { facts: { counted } }: LoopPlan,
  into: RegionBuilder,
  cursors: Cursors,
): boolean {
  if (counted === undefined || Math.abs(counted.induction.step) !== 1 || context.tracksOf(op).size === 0) return false;
  const cells = cellsPerTurn(context, context.input.recording.segments.ofRegion(op.body));
  if (cells === undefined) return false;
  const turns = turnsAhead(context, op, counted, into);
  if (turns === undefined) return false;
  const times = (factor: number): ValueId => (factor === 1 ? turns : into.apply('mul', [turns, into.constant(factor)]));
  for (const lane of LANES) {
    const counts = cells[lane] > 0 ? [times(cells[lane])] : [];
    if (lane === 'number' && cells.bits > 0) {
      // A word may have something in it before the first turn.
      const bits = times(cells.bits);
      const words = into.apply('ceil', [into.apply('div', [bits, into.constant(BITS_OF_WORD + 1 - cells.widest)])]);
      counts.push(into.apply('add', [words, into.constant(1)]));
    }
    if (counts.length === 0) continue;
    const count = counts.reduce((sum, each) => into.apply('add', [sum, each]));
    into.add({ kind: 'tapeReserve', tape: context.tape!, lane, cursor: cursors[lane]!, count });
  }
  return true;
}

/** The number of turns of a loop that counts by one from an integer, where its bound can be had before the loop. */
export function turnsAhead(
  context: ReversalContext,
  op: LoopOp & Op,
  { induction, bound: boundValue, relation }: NonNullable<LoopFacts['counted']>,
  into: RegionBuilder,
): ValueId | undefined {
  const bound = boundAhead(context, op, boundValue, into);
  if (bound === undefined) return undefined;
  const first = op.initial[induction.index]!;
  const isStrict = relation === 'lt' || relation === 'gt';
  const isUp = induction.step > 0;
  // The last integer before the bound is what counts.
  const whole = context.input.recording.loops.isInteger(boundValue)
    ? bound
    : into.apply(isUp === isStrict ? 'ceil' : 'floor', [bound]);
  const span = isUp ? into.apply('sub', [whole, first]) : into.apply('sub', [first, whole]);
  return isStrict ? span : into.apply('add', [span, into.constant(1)]);
}

/** What turns record, and the most bits that they write at once. */
type Cells = Record<Track | 'widest', number>;

/** An upper bound of what one turn records in each track; undefined when loops or calls inside make it vary. */
function cellsPerTurn(context: ReversalContext, segment: Segment): Cells | undefined {
  const cells: Cells = { number: 0, reference: 0, bits: 0, widest: 0 };
  const add = (more: Cells | undefined): boolean => {
    if (more === undefined) return false;
    for (const track of TRACKS) cells[track] += more[track];
    cells.widest = Math.max(cells.widest, more.widest);
    return true;
  };
  const frame = context.frameOf(segment);
  for (const { track, bits = 1 } of frame) cells[track] += bits;
  cells.widest = Math.max(0, ...bitGroups(frame).map(widthOf));
  for (const op of segment.ops) {
    if (op.kind === 'if') {
      const arms = [op.then, op.else].map((arm) =>
        cellsPerTurn(context, context.input.recording.segments.ofRegion(arm)),
      );
      if (!arms.every(add)) return undefined;
    } else if (context.tracksOf(op).size > 0 || context.copiesBefore(op).length > 0) return undefined;
  }
  if (
    segment.end.kind === 'branch' &&
    !(add(cellsPerTurn(context, segment.end.exit)) && add(cellsPerTurn(context, segment.end.rest)))
  )
    return undefined;
  return cells;
}

/** The bound of a loop before the loop: what its test computes is computed once more. */
export function boundAhead(
  context: ReversalContext,
  op: LoopOp,
  bound: ValueId,
  into: RegionBuilder,
): ValueId | undefined {
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
