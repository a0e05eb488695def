/** The forward sweep: the primal itself, with shadows beside references and recorded values on the tape. */

import type { RegionBuilder } from '../../ir/builder.js';
import { BOOLEAN, NUMBER } from '../../ir/type-facts.js';
import type { CallOp, IfOp, LoopOp, Op, Region, Terminator, ValueId } from '../../ir/types.js';
import { opsOf, resultsOf } from '../../ir/walk.js';
import type { Copy } from '../../analyse/copies.js';
import type { Segment } from '../../analyse/segments.js';
import { keepSolution, runCheckpointed } from './checkpointed.js';
import { pushBits } from './bits.js';
import { bitGroups, type Cursors, type FrameEntry, LANES, type ReversalContext, cursorName } from './context.js';
import { ForwardMemory } from './forward-memory.js';
import { loopsInArms, type TurnsInPlace } from './in-place.js';
import { locate } from '../locate.js';
import { boundAhead, reserveTurns } from './reserve-ahead.js';

export class ForwardSweep {
  readonly #context: ReversalContext;
  readonly #memory: ForwardMemory;
  cursors: Cursors;
  /** Given where the adjoint of the result is known. */
  readonly #turnsInPlace: TurnsInPlace | undefined;
  /** Whether the loop that is being written has reserved the tape of all its turns on entry. */
  #reserved = false;

  constructor(context: ReversalContext, cursors: Cursors, turnsInPlace?: TurnsInPlace) {
    this.#context = context;
    this.#turnsInPlace = turnsInPlace;
    this.#memory = new ForwardMemory(context);
    this.cursors = cursors;
  }

  /** Adds the operations of the function's own body and returns how it ends. */
  root(into: RegionBuilder): Terminator {
    const { root } = this.#context.input.recording.segments;
    for (const op of root.ops) this.#paired(op, into);
    if (root.end.kind !== 'leaf') throw new Error('ADC9003: the exits of this function are not structured');
    return root.end.end;
  }

  /** A nested region that begins with `segment`; `extend` completes the values of each of its ends. */
  #region(segment: Segment, params: readonly ValueId[], into: RegionBuilder, extend: Extend): Region {
    into.params.push(...params);
    const end = this.#segment(segment, segment, into, extend);
    return into.end(end);
  }

  #segment(segment: Segment, first: Segment, into: RegionBuilder, extend: Extend): Terminator {
    for (const op of segment.ops) this.#paired(op, into);
    if (segment.end.kind === 'leaf') return this.#leaf(segment, first, segment.end.end, into, extend);
    const { op, arm, exit, rest, code } = segment.end;
    const before = { ...this.cursors };
    const exiting = into.nested();
    exiting.origin = op.origin;
    const end = this.#segment(exit, first, exiting, (values, builder, kind, _, last) =>
      extend(values, builder, kind, code, last),
    );
    const nothing: Region = { params: [], ops: [], end: { kind: 'yield', values: [] } };
    const region = exiting.end(end);
    into.ops.push({
      ...op,
      results: [],
      then: arm === 'then' ? region : nothing,
      else: arm === 'else' ? region : nothing,
    });
    this.cursors = before;
    return this.#segment(rest, first, into, extend);
  }

  #leaf(segment: Segment, first: Segment, end: Terminator, into: RegionBuilder, extend: Extend): Terminator {
    if (end.kind === 'throw') return end;
    for (let at: Segment | undefined = segment; at !== undefined; at = at === first ? undefined : at.parent) {
      this.#push(this.#context.frameOf(at), into);
    }
    return { ...end, values: extend(end.values, into, end.kind, 0, segment) };
  }

  #push(frame: readonly FrameEntry[], into: RegionBuilder): void {
    const context = this.#context;
    const words = bitGroups(frame).length;
    for (const lane of LANES) {
      const entries = frame.filter((entry) => entry.track === lane);
      const cells = entries.length + (lane === 'number' ? words : 0);
      if (cells === 0) continue;
      const tape = context.tape!;
      if (!this.#reserved)
        into.add({ kind: 'tapeReserve', tape, lane, cursor: this.cursors[lane]!, count: into.constant(cells) });
      for (const entry of entries) {
        const value = this.#frameValue(entry);
        const cursor = this.cursors[lane]!;
        into.add({ kind: 'tapeStore', tape, lane, cursor, value });
        this.cursors[lane] = into.apply('add', [cursor, into.constant(1)], NUMBER, cursorName(lane));
      }
    }
    pushBits(context, frame, (entry) => this.#frameValue(entry), { into, cursors: this.cursors });
  }

  #frameValue(entry: FrameEntry): ValueId {
    const context = this.#context;
    if (entry.kind !== 'needed') return context.loopExtras.get(entry.loop)![entry.kind]!;
    const copy = context.input.recording.copyNamed(entry.needed.value);
    if (copy !== undefined) return context.copyStarts.get(copy)!;
    return entry.needed.shadow ? context.shadowOf(entry.needed.value) : entry.needed.value;
  }

  /**
   * An operation, after which every reference that shares a class with active ones has a shadow: one that nothing active reaches
   * (a slice of constants that is returned in place of something active) gets zeros of its own.
   */
  #paired(op: Op, into: RegionBuilder): void {
    this.#op(op, into);
    for (const result of resultsOf(op)) {
      if (!this.#context.carriesShadow(result) || this.#context.shadows.has(result)) continue;
      into.add({ kind: 'alloc', result: this.#context.pair(result), init: { form: 'shadow', of: result } });
    }
  }

  #op(op: Op, into: RegionBuilder): void {
    const { activity, recording } = this.#context.input;
    into.origin = op.origin;
    switch (op.kind) {
      case 'if':
        return this.#if(op, into);
      case 'loop':
        if (this.#context.isInPlace(op)) return this.#inPlace(op, into);
        if (this.#context.isCheckpointed(op)) return this.#checkpointed(op, into);
        for (const copy of this.#context.copiesBefore(op)) this.#copy(copy, into);
        return recording.isReversed(op) || this.#needsShadowsWithin(op) ? this.#loop(op, into) : void into.ops.push(op);
      case 'apply':
        // In the derivative of this derivative it has users that always run, and is left out of that all the same.
        into.ops.push(this.#context.quotientsOfArms.has(op.result) ? { ...op, strong: true } : op);
        return locate(this.#context.input.placeOf, 'value', op, op.result, op.args, into);
      case 'call':
        return activity.callMask(op) === undefined ? void into.ops.push(op) : this.#call(op, into);
      case 'alloc':
        return this.#memory.alloc(op, into);
      case 'method':
        return this.#memory.method(op, into);
      case 'const':
        return this.#memory.constant(op, into);
      case 'load':
        return this.#memory.load(op, into);
      case 'get':
        return this.#memory.get(op, into);
      case 'store':
        return this.#memory.store(op, into);
      case 'set':
        return this.#memory.set(op, into);
      case 'helper':
        return this.#memory.helper(op, into);
      default:
        into.ops.push(op);
    }
  }

  /** Copies cells to the tape. */
  #copy(copy: Copy, into: RegionBuilder): void {
    const { values, input, copyStarts, tape } = this.#context;
    const { of, end } = copy;
    const bound = boundAhead(this.#context, end.counter, end.bound, into)!;
    const last = end.plus === 0 ? bound : into.apply('add', [bound, into.constant(end.plus)]);
    const whole = input.recording.loops.isInteger(end.bound) ? last : into.apply('ceil', [last]);
    const lane = 'number';
    const start = this.cursors.number!;
    copyStarts.set(copy, start);
    into.add({ kind: 'tapeReserve', tape: tape!, lane, cursor: start, count: whole });
    const counter = (): ValueId => values.value(NUMBER, 'i');
    const top = (): ValueId => values.value(NUMBER, cursorName(lane));
    const [i, cursor, after, label] = [counter(), top(), top(), values.label()];
    const [test, body] = [into.nested(), into.nested()];
    const more = test.apply('lt', [i, whole], BOOLEAN);
    const value = body.emit(NUMBER, (result) => ({ kind: 'load', result, array: of, index: i, mayMiss: false }));
    body.add({ kind: 'tapeStore', tape: tape!, lane, cursor, value });
    const next = [
      body.apply('add', [i, body.constant(1)]),
      body.apply('add', [cursor, body.constant(1)], NUMBER, cursorName(lane)),
    ];
    into.add({
      kind: 'loop',
      label,
      params: [i, cursor],
      initial: [into.constant(0), start],
      results: [counter(), after],
      test: test.end({ kind: 'yield', values: [more] }),
      body: body.end({ kind: 'continue', label, values: next }),
    });
    this.cursors.number = after;
  }

  #checkpointed(op: LoopOp & Op, into: RegionBuilder): void {
    if (this.#context.input.checkpointed(op)!.plan.plan !== 'fixed-point')
      return runCheckpointed(this.#context, op, into);
    into.ops.push(op);
    keepSolution(this.#context, op, into);
  }

  #needsShadowsWithin(op: LoopOp): boolean {
    return (
      [...op.params, ...op.results].some((value) => this.#context.carriesShadow(value)) ||
      [...opsOf(op.body)].some((inner) => this.#changesShadow(inner)) ||
      this.#context.tracksOf(op as LoopOp & Op).size > 0
    );
  }

  /** Whether an operation that may have nothing to reverse changes the structure of a shadow. */
  #changesShadow(op: Op): boolean {
    const { activity } = this.#context.input;
    switch (op.kind) {
      case 'set':
        return activity.hasShadow(op.object) && activity.hasShadow(op.value);
      case 'store':
        return activity.hasShadow(op.array);
      case 'method':
        return op.name !== 'slice' && op.name !== 'subarray' && activity.hasShadow(op.array);
      default:
        return false;
    }
  }

  #if(op: IfOp & Op, into: RegionBuilder): void {
    const context = this.#context;
    const { segments } = context.input.recording;
    const tracks = [...context.tracksOf(op)];
    const shadowed = op.results.filter((result) => context.carriesShadow(result));
    const start = { ...this.cursors };
    const inPlace = loopsInArms(context, op);
    const added = inPlace.flatMap((loop) => this.#turnsInPlace!.scalarsOf(loop).map((value) => ({ loop, value })));
    const arms = [op.then, op.else].map((arm) => {
      this.cursors = { ...start };
      return this.#region(segments.ofRegion(arm), [], into.nested(), (values, builder, kind) => {
        if (kind !== 'yield') return values;
        const shadows = op.results.flatMap((result, i) =>
          context.carriesShadow(result) ? [this.#context.shadowOf(values[i]!)] : [],
        );
        const bars = added.map(
          ({ loop, value }) =>
            ([...opsOf(arm)].includes(loop) ? context.addedInPlace.get(loop)!.get(value) : undefined) ??
            builder.constant(0),
        );
        return [...values, ...shadows, ...bars, ...tracks.map((track) => this.cursors[track]!)];
      });
    });
    const ends = tracks.map((track) => context.values.value(NUMBER, cursorName(track)));
    const bars = added.map(({ value }) => context.values.value(NUMBER, context.barName(value)));
    into.origin = op.origin;
    into.ops.push({
      ...op,
      then: arms[0]!,
      else: arms[1]!,
      results: [...op.results, ...shadowed.map((result) => this.#context.pair(result)), ...bars, ...ends],
    });
    for (const loop of inPlace)
      context.addedInPlace.set(
        loop,
        new Map(added.flatMap((each, i) => (each.loop === loop ? [[each.value, bars[i]!] as const] : []))),
      );
    this.cursors = { ...start };
    tracks.forEach((track, i) => (this.cursors[track] = ends[i]!));
  }

  #loop(op: LoopOp & Op, into: RegionBuilder): void {
    const context = this.#context;
    const { recording } = context.input;
    const plan = recording.isReversed(op) ? recording.planOf(op) : undefined;
    const tracks = [...context.tracksOf(op)];
    const carried = op.params.flatMap((param, i) =>
      context.carriesShadow(param) || context.carriesShadow(op.results[i]!) ? [i] : [],
    );
    const counts = plan?.counter === 'counted-turns';
    const exits = plan?.exitCode === true;

    const initial = [
      ...op.initial,
      ...carried.map((i) => this.#context.shadowOf(op.initial[i]!)),
      ...(counts ? [into.constant(0)] : []),
      ...(exits ? [into.constant(0)] : []),
      ...tracks.map((track) => this.cursors[track]!),
    ];
    const turns = counts ? context.values.value(NUMBER, 'turns') : undefined;
    const exit = exits ? context.values.value(NUMBER, 'exit') : undefined;
    const cursors = tracks.map((track) => context.values.value(NUMBER, cursorName(track)));
    const params = [
      ...op.params,
      ...carried.map((i) => this.#context.pair(op.params[i]!)),
      ...(turns === undefined ? [] : [turns]),
      ...(exit === undefined ? [] : [exit]),
      ...cursors,
    ];
    const outside = { ...this.cursors };
    tracks.forEach((track, i) => (this.cursors[track] = cursors[i]!));

    const outer = this.#reserved;
    this.#reserved = outer || (plan !== undefined && reserveTurns(context, op, plan, into, outside));
    const body = into.nested();
    const turn = turns === undefined ? undefined : body.apply('add', [turns, body.constant(1)], NUMBER, 'turns');
    const region = this.#region(recording.segments.ofRegion(op.body), [], body, (values, builder, _, code) => [
      ...values,
      ...carried.map((i) => this.#context.shadowOf(values[i]!)),
      ...(turn === undefined ? [] : [turn]),
      ...(exit === undefined ? [] : [code === 0 ? exit : builder.constant(code)]),
      ...tracks.map((track) => this.cursors[track]!),
    ]);

    this.#reserved = outer;
    const extras = {
      turns: counts ? context.values.value(NUMBER, 'turns') : undefined,
      exit: exits ? context.values.value(NUMBER, 'exit') : undefined,
    };
    context.loopExtras.set(op, extras);
    const ends = tracks.map((track) => context.values.value(NUMBER, cursorName(track)));
    into.origin = op.origin;
    into.ops.push({
      ...op,
      initial,
      params,
      body: region,
      results: [
        ...op.results,
        ...carried.map((i) => this.#context.pair(op.results[i]!)),
        ...(extras.turns === undefined ? [] : [extras.turns]),
        ...(extras.exit === undefined ? [] : [extras.exit]),
        ...ends,
      ],
    });
    tracks.forEach((track, i) => (this.cursors[track] = ends[i]!));
  }

  #inPlace(op: LoopOp & Op, into: RegionBuilder): void {
    const first = this.#context.input.recording.segments.ofRegion(op.body);
    const start = { ...this.cursors };
    this.#turnsInPlace!.loop(op, start, into, (body, extend) =>
      this.#region(first, [], body, (values, builder, _, __, last) => [
        ...values,
        ...extend(values, last, this.cursors, builder),
      ]),
    );
    this.cursors = start;
  }

  #call(op: CallOp & Op, into: RegionBuilder): void {
    const context = this.#context;
    const shape = context.input.halves(op, context.input.activity.callMask(op)!);
    const tape = context.tape!;
    for (const lane of LANES) into.add({ kind: 'tapeSetTop', tape, lane, cursor: this.cursors[lane]! });
    const args = op.args.flatMap((arg, i) => (shape.shadows[i] === true ? [arg, this.#context.shadowOf(arg)] : [arg]));
    const results = shape.resultShadow ? [...op.results, this.#context.pair(op.results[0]!)] : op.results;
    into.add({ kind: 'call', callee: shape.forward, args: [tape, ...args], results });
    for (const lane of LANES) {
      this.cursors[lane] = into.emit(NUMBER, (result) => ({ kind: 'tapeTop', result, tape, lane }), cursorName(lane));
    }
  }
}

/** Completes the values of an end, that of the stretch `last`: `code` tells which exit of a loop body it is. */
type Extend = (
  values: readonly ValueId[],
  into: RegionBuilder,
  kind: Terminator['kind'],
  code: number,
  last: Segment,
) => readonly ValueId[];
