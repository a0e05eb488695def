/** Reverse mode as two functions that meet on a tape: a half that stores and a half that reverses, for callers that are reversed. */

import type { RegionBuilder } from '../../ir/builder.js';
import { NUMBER, TAPE, isScalar, shadowType } from '../../ir/type-facts.js';
import type { IrFunction, Lane, Op, Param, Region, Terminator, ValueId } from '../../ir/types.js';
import { carriedBy, cloneRegion, operandsOf, opsOf, regionsWithin, resultsOf } from '../../ir/walk.js';
import { firstWord } from './bits.js';
import { CompanionBuilder } from './companion-builder.js';
import { type FrameEntry, LANES, type ReversalContext, type ReversalInput, cursorName, laneOfType } from './context.js';
import { ForwardSweep } from './forward.js';
import { ReverseSweep } from './reverse.js';
import { Scope } from './scope.js';

export type Halves = {
  readonly forward: IrFunction;
  readonly reverse: IrFunction;
  /** Values of the function's own body that cross on the tape. */
  readonly crossing: () => readonly Crossing[];
};

/** What crosses from one half to the other; undefined for what stands for nothing of the primal. */
export type Crossing = FrameEntry | undefined;

/** The storing and the reversing half, for callers that reverse a call. Recording must be for later timing. */
export function transformHalves(input: ReversalInput): Halves {
  const build = new CompanionBuilder(input);
  const { context, root } = build;
  const tape = (context.tape = context.values.value(TAPE, 'tape'));
  const tapeParam: Param = { value: tape, typeText: 'Tape', optional: false, rest: false };
  build.declareShadows();
  const top = (into: RegionBuilder, lane: Lane): ValueId =>
    into.emit(NUMBER, (result) => ({ kind: 'tapeTop', result, tape, lane }), cursorName(lane));
  const forward = new ForwardSweep(context, {
    number: top(root, 'number'),
    reference: top(root, 'reference'),
    bits: firstWord(context, root),
  });
  const end = forward.root(root);
  const value = end.kind === 'return' ? end.values[0] : undefined;

  const body = context.region(input.fn.origin);
  const scope = new Scope(body, input.recording.segments.root, {
    cursors: { number: top(body, 'number'), reference: top(body, 'reference'), bits: forward.cursors.bits },
  });
  // Callers hand in an adjoint by what the function is to return, though it may never do so.
  const [result] = input.fn.results;
  const scalarResult = result !== undefined && isScalar(result);
  const bar: Param | undefined = scalarResult
    ? {
        value: context.values.value(
          NUMBER,
          `${(value === undefined ? undefined : context.nameOf(value)) ?? 'result'}Bar`,
        ),
        typeText: 'number',
        optional: false,
        rest: false,
      }
    : undefined;
  if (bar !== undefined && value !== undefined && input.activity.isActive(value)) scope.accumulate(value, bar.value);
  // The frame of the function's own body is known only when its reversal is written: it is read first, so it goes in front.
  const pops = context.region(input.fn.origin);
  const popCursors = { ...scope.cursors };
  new ReverseSweep(context).root(scope);
  const returned = returnedParams(input.fn, input.activity.mask);
  const bars = returned.map((param) => scope.bars.get(param.value) ?? body.constant(0));
  const frame = crossing(context, body, bars, root, new Set(bar === undefined ? [tape] : [tape, bar.value]));
  const rename = new Map<ValueId, ValueId>();
  for (const lane of LANES) {
    const entries = frame.stored.filter((entry) => entry.lane === lane);
    let cursor = forward.cursors[lane]!;
    if (entries.length > 0) root.add({ kind: 'tapeReserve', tape, lane, cursor, count: root.constant(entries.length) });
    for (const entry of entries) {
      root.add({ kind: 'tapeStore', tape, lane, cursor, value: entry.value });
      cursor = root.apply('add', [cursor, root.constant(1)], NUMBER, cursorName(lane));
    }
    forward.cursors[lane] = cursor;
    for (const { value: stored } of [...entries].reverse()) {
      popCursors[lane] = pops.apply('sub', [popCursors[lane]!, pops.constant(1)], NUMBER, cursorName(lane));
      const info = context.values.infoOf(stored);
      const copy = context.values.value(info.type, info.name);
      pops.add({ kind: 'tapeLoad', result: copy, tape, lane, cursor: popCursors[lane]! });
      rename.set(stored, copy);
    }
    root.add({ kind: 'tapeSetTop', tape, lane, cursor: forward.cursors[lane]! });
  }
  // The reverse sweep proper starts where the frame begins.
  const starts = body.ops.slice(0, 2) as (Op & { kind: 'tapeTop' })[];
  LANES.forEach((lane, i) => {
    const start = starts[i]!.result;
    if (popCursors[lane] !== start) rename.set(start, popCursors[lane]!);
  });
  for (const op of frame.constants) {
    const info = context.values.infoOf(op.result);
    const copy = context.values.value(info.type, info.name);
    pops.ops.push({ ...op, result: copy });
    rename.set(op.result, copy);
  }
  const tail: Region = { params: [], ops: body.ops.slice(2), end: { kind: 'return', values: bars } };
  const reversed = cloneRegion(tail, rename, (v) => v);
  const setTops = LANES.map(
    (lane): Op => ({
      kind: 'tapeSetTop',
      tape,
      lane,
      cursor: rename.get(scope.cursors[lane]!) ?? scope.cursors[lane]!,
      origin: input.fn.origin,
    }),
  );
  const reverseOps = [...starts, ...pops.ops, ...reversed.ops, ...setTops];
  const reverse: IrFunction = {
    ...input.fn,
    params: bar === undefined ? [tapeParam] : [tapeParam, bar],
    results: returned.map(() => NUMBER),
    body: { params: [], ops: reverseOps, end: reversed.end },
    values: context.values.values,
  };
  const shadow = value === undefined ? undefined : context.shadows.get(value);
  const shadowed = shadow !== undefined && input.activity.hasShadow(value!);
  const forwardEnd: Terminator =
    end.kind === 'throw'
      ? end
      : { kind: 'return', values: shadowed ? [value!, shadow] : value === undefined ? [] : [value] };
  return {
    forward: {
      ...input.fn,
      params: [tapeParam, ...build.pairedParams()],
      results: shadowed ? [...input.fn.results, shadowType(input.fn.results[0]!)] : input.fn.results,
      body: root.end(forwardEnd),
      values: context.values.values,
    },
    reverse,
    crossing: () => frame.stored.map(({ value: stored, lane }) => asEntry(stored, lane, context)),
  };
}

function asEntry(value: ValueId, track: Lane, { input, shadows, loopExtras }: ReversalContext): Crossing {
  for (const [primal, shadow] of shadows) {
    if (shadow === value) return { kind: 'needed', needed: { value: primal, shadow: true }, track };
  }
  for (const [loop, extras] of loopExtras) {
    const kind = (['turns', 'exit', 'replay', 'stateBar'] as const).find((each) => extras[each] === value);
    if (kind !== undefined) return { kind, loop, track };
  }
  return input.fn.values.has(value) ? { kind: 'needed', needed: { value, shadow: false }, track } : undefined;
}

/** Parameters whose adjoints the reversing half returns: the scalars through which a derivative enters. */
export function returnedParams(fn: IrFunction, mask: string): readonly Param[] {
  return fn.params.filter((param, i) => mask[i] === '1' && isScalar(fn.values.get(param.value)!.type));
}

/** Values of the forward sweep that the reversing half reads: constants are made again, the rest crosses on the tape. */
function crossing(
  context: ReversalContext,
  body: RegionBuilder,
  extra: readonly ValueId[],
  forward: RegionBuilder,
  given: ReadonlySet<ValueId>,
): { stored: { value: ValueId; lane: Lane }[]; constants: (Op & { kind: 'const' })[] } {
  const region: Region = { params: [], ops: body.ops, end: { kind: 'return', values: extra } };
  const own = new Set<ValueId>();
  const used = new Set<ValueId>();
  for (const nested of regionsWithin(region)) {
    nested.params.forEach((v) => own.add(v));
    carriedBy(nested.end).forEach((v) => used.add(v));
  }
  for (const op of opsOf(region)) {
    resultsOf(op).forEach((v) => own.add(v));
    if (op.kind === 'loop') op.params.forEach((v) => own.add(v));
    operandsOf(op).forEach((v) => used.add(v));
  }
  const constants = new Map(forward.ops.flatMap((op) => (op.kind === 'const' ? [[op.result, op] as const] : [])));
  const stored: { value: ValueId; lane: Lane }[] = [];
  const remade: (Op & { kind: 'const' })[] = [];
  for (const value of used) {
    if (own.has(value) || given.has(value)) continue;
    const constant = constants.get(value);
    if (constant !== undefined) remade.push(constant);
    else stored.push({ value, lane: laneOfType(context.typeOf(value)) });
  }
  return { stored, constants: remade };
}
