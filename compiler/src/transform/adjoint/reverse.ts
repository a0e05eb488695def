/** The reverse sweep: adjoint operations in the opposite order of execution, reading what the forward sweep left. */

import { BOOLEAN, NUMBER } from '../../ir/type-facts.js';
import type { ApplyOp, CallOp, IfOp, LoopOp, Op, Region, Terminator, ValueId } from '../../ir/types.js';
import { carriedBy, opsOf, operandsOf, regionsWithin } from '../../ir/walk.js';
import { contributionOf } from '../../rules/contribution.js';
import { readsOf } from '../../rules/primitives.js';
import type { Activity } from '../../analyse/activity.js';
import type { Recording } from '../../analyse/recording.js';
import { findNormPowers } from '../../analyse/norms.js';
import { encloses, type Segment } from '../../analyse/segments.js';
import { locate } from '../locate.js';
import { regionAlgebra } from '../region-algebra.js';
import { reverseCheckpointed } from './checkpointed.js';
import { LANES, TRACKS, type ReversalContext, cursorName } from './context.js';
import { type CarriedAdjoint, watchLoop } from './growth.js';
import { behindTurnsInPlace } from './in-place.js';
import { PrimalValues } from './primal-values.js';
import { ReverseCells } from './reverse-cells.js';
import { ReverseMemory } from './reverse-memory.js';
import { Scope, primalKey } from './scope.js';
import { TurnCounters } from './turns.js';

export class ReverseSweep {
  readonly #context: ReversalContext;
  readonly #recording: Recording;
  readonly #activity: Activity;
  readonly #primals: PrimalValues;
  readonly #cells: ReverseCells;
  readonly #memory: ReverseMemory;
  readonly #counters: TurnCounters;
  readonly #normPowers: ReadonlySet<ValueId>;

  constructor(context: ReversalContext) {
    this.#context = context;
    this.#recording = context.input.recording;
    this.#activity = context.input.activity;
    this.#primals = new PrimalValues(context);
    this.#cells = new ReverseCells(context, this.#primals);
    this.#memory = new ReverseMemory(context, this.#primals);
    this.#counters = new TurnCounters(context, this.#primals);
    this.#normPowers = findNormPowers(context.input.fn, (value) => this.#primals.constantOf(value));
  }

  /** Reverses the function's own body into the scope, whose adjoints hold those of the results. */
  root(scope: Scope): void {
    this.#ops(this.#recording.segments.root.ops, scope);
  }

  #ops(ops: readonly Op[], scope: Scope): void {
    for (let i = ops.length - 1; i >= 0; i--) {
      const op = ops[i]!;
      if (this.#recording.isReversed(op)) {
        scope.into.origin = op.origin;
        this.#op(op, scope);
      }
    }
  }

  #op(op: Op, scope: Scope): void {
    switch (op.kind) {
      case 'apply':
        return this.#apply(op, scope);
      case 'load':
        return this.#cells.load(op, scope);
      case 'get':
        return this.#cells.get(op, scope);
      case 'store':
        return this.#cells.store(op, scope);
      case 'set':
        return this.#cells.set(op, scope);
      case 'alloc':
        return this.#memory.alloc(op, scope);
      case 'method':
        return this.#memory.method(op, scope);
      case 'helper':
        return this.#memory.helper(op, scope);
      case 'call':
        return this.#activity.callMask(op) === undefined ? this.#memory.made(op, scope) : this.#call(op, scope);
      case 'opaque':
        return this.#memory.made(op, scope);
      case 'if':
        return this.#if(op, scope);
      case 'loop':
        if (this.#context.isInPlace(op)) return behindTurnsInPlace(this.#context, op, scope);
        if (this.#context.isCheckpointed(op)) return reverseCheckpointed(this.#context, op, this.#primals, scope);
        this.#loop(op, scope);
        return this.#primals.dropCopies(op, scope);
      default:
        throw new Error(`ADC9008: no reversal of ${op.kind}`);
    }
  }

  #apply(op: ApplyOp & Op, scope: Scope): void {
    this.contribute(op, scope, (value) => this.#primals.primal(value, scope));
  }

  /**
   * Reverses a stretch of a turn where it ends, with those that came before it in the turn.
   *
   * @param first where the turn begins.
   */
  inPlace(last: Segment, first: Segment, scope: Scope): void {
    for (let at: Segment | undefined = last; at !== undefined; at = at === first ? undefined : at.parent)
      this.#ops(at.ops, scope);
  }

  /** Hands the adjoint of a result on to the arguments: all that are active, or those that are asked for. */
  contribute(
    op: ApplyOp & Op,
    scope: Scope,
    primal: (value: ValueId) => ValueId,
    isWanted: (arg: ValueId) => boolean = () => true,
  ): void {
    const bar = scope.take(op.result);
    if (bar === undefined) return;
    const active = op.args.map((arg) => this.#activity.isActive(arg));
    const literals = new Set(op.literals);
    const facts = {
      literal: (i: number) => literals.has(i),
      literalValue: (i: number) => this.#primals.constantOf(op.args[i]!),
      strong: op.strong === true,
      ofNorm: this.#normPowers.has(op.result),
      inArms: this.#context.quotientsOfArms.has(op.result),
    };
    const reads = readsOf(op.primitive, active, op.args.length, facts);
    const args = op.args.map((arg, i) => (reads.args.has(i) ? primal(arg) : arg));
    const out = reads.out ? primal(op.result) : op.result;
    const on = regionAlgebra(scope.into);
    op.args.forEach((arg, i) => {
      if (active[i] !== true || !isWanted(arg)) return;
      const before = scope.into.ops.length;
      const contribution = contributionOf(op.primitive, i, { args, out, on, ...facts }, bar);
      if (contribution === undefined) return;
      const fresh = scope.into.ops.length > before;
      const read = [...args.filter((_, at) => reads.args.has(at)), ...(reads.out ? [out] : [])];
      locate(this.#context.input.placeOf, 'derivative', op, contribution, [bar, ...read], scope.into);
      scope.accumulate(arg, contribution, fresh);
    });
  }

  #call(op: CallOp & Op, scope: Scope): void {
    const { into } = scope;
    const shape = this.#context.input.halves(op, this.#activity.callMask(op)!);
    const tape = this.#context.tape!;
    const [result] = op.results;
    const bar = result !== undefined && shape.resultScalar ? (scope.take(result) ?? into.constant(0)) : undefined;
    for (const lane of LANES) into.add({ kind: 'tapeSetTop', tape, lane, cursor: scope.cursors[lane]! });
    const returned = op.args.filter((_, i) => shape.returned[i] === true);
    const bars = returned.map((arg) => this.#context.values.value(NUMBER, this.#context.barName(arg)));
    into.add({ kind: 'call', callee: shape.reverse, args: bar === undefined ? [tape] : [tape, bar], results: bars });
    for (const lane of LANES) {
      scope.cursors[lane] = into.emit(NUMBER, (r) => ({ kind: 'tapeTop', result: r, tape, lane }), cursorName(lane));
    }
    returned.forEach((arg, i) => {
      if (this.#activity.isActive(arg)) scope.accumulate(arg, bars[i]!);
    });
  }

  #if(op: IfOp & Op, scope: Scope): void {
    const { segments } = this.#recording;
    const bars = op.results.map((result) => scope.take(result));
    const seed = (arm: Region, into: Scope): void =>
      carriedBy(arm.end).forEach((value, i) => {
        const bar = bars[i];
        if (bar !== undefined && this.#activity.isActive(value)) into.accumulate(value, bar);
      });
    const thrown = [op.then, op.else].find((arm) => arm.end.kind === 'throw');
    if (thrown !== undefined) {
      const arm = thrown === op.then ? op.else : op.then;
      if (arm.end.kind === 'throw') return;
      const segment = segments.ofRegion(arm);
      const inline = new Scope(scope.into, segment, { parent: scope, bars: scope.bars, cursors: scope.cursors });
      this.#primals.pop(segment, inline);
      seed(arm, inline);
      this.#ops(segment.ops, inline);
      return;
    }
    const test = this.#primals.primal(op.test, scope);
    const arms = [op.then, op.else].map((arm) => {
      const segment = segments.ofRegion(arm);
      const nested = scope.nested(segment);
      this.#primals.pop(segment, nested);
      seed(arm, nested);
      this.#ops(segment.ops, nested);
      return nested;
    });
    this.#merge(test, arms[0]!, arms[1]!, scope);
  }

  /** `if (test) { then } else { else }`, with the adjoints and cursors that either arm changed as results. */
  #merge(test: ValueId, then: Scope, otherwise: Scope, scope: Scope): void {
    const { values } = this.#context;
    const arms = [then, otherwise];
    const outer = [...new Set(arms.flatMap((arm) => [...arm.bars.keys(), ...scope.bars.keys()]))].filter(
      (value) =>
        arms.some((arm) => arm.bars.get(value) !== scope.bars.get(value)) &&
        arms.every((arm) => this.#isOutside(value, arm.segment!)),
    );
    const tracks = TRACKS.filter((track) => arms.some((arm) => arm.cursors[track] !== scope.cursors[track]));
    const regions = arms.map((arm) =>
      arm.into.end({
        kind: 'yield',
        values: [
          ...outer.map((value) => arm.bars.get(value) ?? arm.into.constant(0)),
          ...tracks.map((track) => arm.cursors[track]!),
        ],
      }),
    );
    const bars = outer.map((value) => values.value(NUMBER, this.#context.barName(value)));
    const cursors = tracks.map((track) => values.value(NUMBER, cursorName(track)));
    scope.into.add({ kind: 'if', test, then: regions[0]!, else: regions[1]!, results: [...bars, ...cursors] });
    outer.forEach((value, i) => scope.bars.set(value, bars[i]!));
    tracks.forEach((track, i) => (scope.cursors[track] = cursors[i]!));
  }

  #isOutside(value: ValueId, segment: Segment): boolean {
    const defined = this.#recording.segments.definedIn(value);
    return defined !== undefined && !encloses(segment, defined);
  }

  #loop(op: LoopOp & Op, scope: Scope): void {
    const context = this.#context;
    const { values } = context;
    const recording = this.#recording;
    const plan = recording.planOf(op);
    const { into } = scope;
    const segment = recording.segments.ofRegion(op.body);

    const slots = op.params.flatMap((param, i) =>
      this.#activity.isActive(param) || this.#activity.isActive(op.results[i]!) ? [i] : [],
    );
    const initialBars = slots.map((i) => scope.take(op.results[i]!) ?? into.constant(0));
    const outer = this.outerScalars(op);
    const restored = [...this.#restoredIn(op)];
    const tracks = [...context.tracksWithin(segment)];
    const counter = this.#counters.of(op, scope);

    const slotParams = slots.map((i) => values.value(NUMBER, this.#context.barName(op.params[i]!)));
    const outerParams = outer.map((value) => values.value(NUMBER, this.#context.barName(value)));
    const restoredParams = restored.map(([index]) =>
      values.value(context.typeOf(op.params[index]!), context.nameOf(op.params[index]!)),
    );
    const exitParam = plan.exitCode ? values.value(NUMBER, 'exit') : undefined;
    const cursorParams = tracks.map((track) => values.value(NUMBER, cursorName(track)));

    const initial = [
      counter.initial,
      ...initialBars,
      ...outer.map((value) => scope.bars.get(value) ?? into.constant(0)),
      ...restored.map(([index]) => this.#primals.primal(op.results[index]!, scope)),
      ...(exitParam === undefined ? [] : [this.#primals.extra(op, 'exit')]),
      ...tracks.map((track) => scope.cursors[track]!),
    ];

    const label = values.label();
    const test = into.nested();
    const more = counter.test(test);
    const builder = into.nested();
    const body: Scope = new Scope(builder, segment, {
      parent: scope,
      bars: new Map(outer.map((value, i) => [value, outerParams[i]!])),
      cursors: { ...scope.cursors, ...Object.fromEntries(tracks.map((track, i) => [track, cursorParams[i]])) },
      turn: counter.turn(() => builder),
    });
    restored.forEach(([, users], i) => {
      for (const value of users) body.primals.set(primalKey({ value, shadow: false }), restoredParams[i]!);
    });
    this.#chain(segment, body, exitParam, (end, at) => {
      slots.forEach((i, k) => {
        const value = carriedBy(end)[i]!;
        if (this.#activity.isActive(value)) at.accumulate(value, slotParams[k]!);
      });
    });
    // What a turn passes on as it is, as a sum does with its adjoint, does not grow.
    const scalars = slots.flatMap((i, k): CarriedAdjoint[] => {
      const before = body.bars.get(op.params[i]!);
      if (before === undefined || before === slotParams[k]) return [];
      return [{ of: op.params[i]!, behind: initialBars[k]!, before }];
    });
    const memory = (context.input.growth?.memoryOf(op) ?? []).map(({ behind, before }) => ({
      of: before,
      behind: this.#primals.shadow(behind, scope),
      before: this.#primals.shadow(before, body),
    }));
    const endGrowth = watchLoop(context, op, [...scalars, ...memory], into, builder);
    const nexts = [
      counter.next(builder),
      ...slots.map((i) => body.bars.get(op.params[i]!) ?? builder.constant(0)),
      ...outer.map((value) => body.bars.get(value) ?? builder.constant(0)),
      ...restored.map(([index]) => this.#primals.primal(op.params[index]!, body)),
      ...(exitParam === undefined ? [] : [builder.constant(0)]),
      ...tracks.map((track) => body.cursors[track]!),
    ];
    const params = [
      counter.param,
      ...slotParams,
      ...outerParams,
      ...restoredParams,
      ...(exitParam === undefined ? [] : [exitParam]),
      ...cursorParams,
    ];
    const results = params.map((param) => {
      const info = values.infoOf(param);
      return values.value(info.type, info.name);
    });
    into.add({
      kind: 'loop',
      label,
      params,
      initial,
      results,
      test: test.end({ kind: 'yield', values: [more] }),
      body: builder.end({ kind: 'continue', label, values: nexts }),
    });
    endGrowth?.();
    const slotResults = results.slice(1, 1 + slots.length);
    outer.forEach((value, i) => scope.bars.set(value, results[1 + slots.length + i]!));
    slots.forEach((i, k) => {
      if (this.#activity.isActive(op.initial[i]!)) scope.accumulate(op.initial[i]!, slotResults[k]!);
    });
    tracks.forEach((track, i) => (scope.cursors[track] = results[results.length - tracks.length + i]!));
  }

  /** Reverses a chain of segments: its frame, how it ended, then its operations. */
  #chain(
    segment: Segment,
    scope: Scope,
    exit: ValueId | undefined,
    leaf: (end: Terminator, scope: Scope) => void,
  ): void {
    this.#primals.pop(segment, scope);
    const { end } = segment;
    if (end.kind === 'leaf') leaf(end.end, scope);
    else {
      const { into } = scope;
      into.origin = end.op.origin;
      const left =
        end.code > 0
          ? into.apply('eq', [exit!, into.constant(end.code)], BOOLEAN)
          : end.arm === 'then'
            ? this.#primals.primal(end.op.test, scope)
            : into.apply('not', [this.#primals.primal(end.op.test, scope)], BOOLEAN);
      const [exiting, rest] = [scope.nested(end.exit), scope.nested(end.rest)];
      this.#chain(end.exit, exiting, exit, leaf);
      this.#chain(end.rest, rest, exit, leaf);
      this.#merge(left, exiting, rest, scope);
    }
    this.#ops(segment.ops, scope);
  }

  /** Active scalars from outside that the loop's body reads: their adjoints grow turn by turn. */
  outerScalars(op: LoopOp & Op): readonly ValueId[] {
    const segment = this.#recording.segments.ofRegion(op.body);
    const found = new Set<ValueId>();
    const see = (value: ValueId): void => {
      if (this.#activity.isActive(value) && this.#isOutside(value, segment)) found.add(value);
    };
    for (const inner of opsOf(op.body)) {
      if (this.#recording.isReversed(inner)) operandsOf(inner).forEach(see);
      const increment = this.#recording.increments.of(inner);
      if (increment !== undefined) see(increment.added);
    }
    for (const region of regionsWithin(op.body)) carriedBy(region.end).forEach(see);
    return [...found];
  }

  /** Values restored from the next turn of this loop, by the parameter that they become. */
  #restoredIn(op: LoopOp & Op): ReadonlyMap<number, readonly ValueId[]> {
    const found = new Map<number, ValueId[]>();
    for (const value of this.#context.values.values.keys()) {
      const from = this.#recording.restoredFrom(value);
      if (from?.loop === op) found.set(from.index, [...(found.get(from.index) ?? []), value]);
    }
    return found;
  }
}
