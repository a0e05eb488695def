/** The forward sweep: the primal itself, with shadows beside references and recorded values on the tape. */

import type { RegionBuilder } from '../../ir/builder.js';
import { NUMBER, hasTangent, isReference, isScalar, present, shadowType } from '../../ir/type-facts.js';
import type {
  AllocOp,
  CallOp,
  IfOp,
  IrType,
  Lane,
  LoopOp,
  MethodOp,
  Op,
  Region,
  Terminator,
  ValueId,
} from '../../ir/types.js';
import { unreachable } from '../../ir/walk.js';
import type { LoopPlan } from '../../analyse/recording.js';
import { leavesOf, type Segment } from '../../analyse/segments.js';
import { type Cursors, type FrameEntry, LANES, type ReversalContext } from './context.js';

export class ForwardSweep {
  readonly #context: ReversalContext;
  cursors: Cursors;
  /** Whether the loop that is being written has reserved the tape of all its turns on entry. */
  #reserved = false;

  constructor(context: ReversalContext, cursors: Cursors) {
    this.#context = context;
    this.cursors = cursors;
  }

  /** Adds the operations of the function's own body and returns how it ends. */
  root(into: RegionBuilder): Terminator {
    const { root } = this.#context.input.recording.segments;
    for (const op of root.ops) this.#op(op, into);
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
    for (const op of segment.ops) this.#op(op, into);
    if (segment.end.kind === 'leaf') return this.#leaf(segment, first, segment.end.end, into, extend);
    const { op, arm, exit, rest, code } = segment.end;
    const before = { ...this.cursors };
    const exiting = into.nested();
    exiting.origin = op.origin;
    const end = this.#segment(exit, first, exiting, (values, builder, kind) => extend(values, builder, kind, code));
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
    return { ...end, values: extend(end.values, into, end.kind, 0) };
  }

  #push(frame: readonly FrameEntry[], into: RegionBuilder): void {
    const context = this.#context;
    for (const lane of LANES) {
      const entries = frame.filter((entry) => entry.lane === lane);
      if (entries.length === 0) continue;
      const tape = context.tape!;
      if (!this.#reserved)
        into.add({
          kind: 'tapeReserve',
          tape,
          lane,
          cursor: this.cursors[lane]!,
          count: into.constant(entries.length),
        });
      for (const entry of entries) {
        const value = this.#frameValue(entry);
        const cursor = this.cursors[lane]!;
        into.add({ kind: 'tapeStore', tape, lane, cursor, value });
        this.cursors[lane] = into.apply('add', [cursor, into.constant(1)], NUMBER, cursorName(lane));
      }
    }
  }

  #frameValue(entry: FrameEntry): ValueId {
    const context = this.#context;
    switch (entry.kind) {
      case 'needed':
        return entry.needed.shadow ? this.shadow(entry.needed.value) : entry.needed.value;
      case 'turns':
        return context.loopExtras.get(entry.loop)!.turns!;
      case 'exit':
        return context.loopExtras.get(entry.loop)!.exit!;
      default:
        return unreachable(entry);
    }
  }

  shadow(value: ValueId): ValueId {
    const found = this.#context.shadows.get(value);
    if (found === undefined) throw new Error(`ADC9004: value %${value} has no shadow`);
    return found;
  }

  #op(op: Op, into: RegionBuilder): void {
    const { activity, recording } = this.#context.input;
    into.origin = op.origin;
    switch (op.kind) {
      case 'if':
        return this.#if(op, into);
      case 'loop':
        return recording.isReversed(op) || this.#needsShadowsWithin(op) ? this.#loop(op, into) : void into.ops.push(op);
      case 'call':
        return activity.callMask(op) === undefined ? void into.ops.push(op) : this.#call(op, into);
      case 'alloc':
        return this.#alloc(op, into);
      case 'method':
        return this.#method(op, into);
      case 'const':
        into.ops.push(op);
        if (isReference(this.#context.typeOf(op.result)) && activity.hasShadow(op.result)) {
          const shadow = this.#pair(op.result);
          into.add({ ...op, result: shadow });
        }
        return;
      case 'load':
        into.ops.push(op);
        if (activity.hasShadow(op.result)) {
          const [array, result] = [this.shadow(op.array), this.#pair(op.result)];
          into.add({ ...op, array, result, mayMiss: false });
        }
        return;
      case 'get':
        into.ops.push(op);
        if (activity.hasShadow(op.result)) {
          const [object, result] = [this.shadow(op.object), this.#pair(op.result)];
          into.add({ ...op, object, result });
        }
        return;
      case 'store':
        into.ops.push(op);
        if (activity.hasShadow(op.array)) this.#shadowStore(op, into);
        return;
      case 'set':
        into.ops.push(op);
        if (activity.hasShadow(op.object) && activity.hasShadow(op.value)) {
          into.add({ ...op, object: this.shadow(op.object), value: this.shadow(op.value) });
        }
        return;
      default:
        into.ops.push(op);
    }
  }

  /** Keeps the shadow of an array as long as the array, and its references in step. */
  #shadowStore(op: Extract<Op, { kind: 'store' }>, into: RegionBuilder): void {
    const type = present(this.#context.typeOf(op.array));
    if (type.kind !== 'array') return;
    if (this.#context.input.activity.hasShadow(op.value)) {
      into.add({ ...op, array: this.shadow(op.array), value: this.shadow(op.value) });
    } else if (isScalar(type.element) && this.#context.input.appends(op)) {
      into.add({ ...op, array: this.shadow(op.array), value: into.constant(0) });
    }
  }

  #pair(value: ValueId): ValueId {
    const shadow = this.#context.shadowValue(value);
    this.#context.shadows.set(value, shadow);
    return shadow;
  }

  #needsShadowsWithin(op: LoopOp): boolean {
    return (
      [...op.params, ...op.results].some((value) => this.#context.carriesShadow(value)) ||
      this.#context.lanesOf(op as LoopOp & Op).size > 0
    );
  }

  #if(op: IfOp & Op, into: RegionBuilder): void {
    const context = this.#context;
    const { segments } = context.input.recording;
    const lanes = [...context.lanesOf(op)];
    const shadowed = op.results.filter((result) => context.carriesShadow(result));
    const start = { ...this.cursors };
    const arms = [op.then, op.else].map((arm) => {
      this.cursors = { ...start };
      const builder = into.nested();
      return this.#region(segments.ofRegion(arm), [], builder, (values, _, kind) => {
        if (kind !== 'yield') return values;
        const shadows = op.results.flatMap((result, i) =>
          context.carriesShadow(result) ? [this.shadow(values[i]!)] : [],
        );
        return [...values, ...shadows, ...lanes.map((lane) => this.cursors[lane]!)];
      });
    });
    const ends = lanes.map((lane) => context.values.value(NUMBER, cursorName(lane)));
    into.origin = op.origin;
    into.ops.push({
      ...op,
      then: arms[0]!,
      else: arms[1]!,
      results: [...op.results, ...shadowed.map((result) => this.#pair(result)), ...ends],
    });
    this.cursors = { ...start };
    lanes.forEach((lane, i) => (this.cursors[lane] = ends[i]!));
  }

  #loop(op: LoopOp & Op, into: RegionBuilder): void {
    const context = this.#context;
    const { recording } = context.input;
    const plan = recording.isReversed(op) ? recording.planOf(op) : undefined;
    const lanes = [...context.lanesOf(op)];
    const carried = op.params.flatMap((param, i) =>
      context.carriesShadow(param) || context.carriesShadow(op.results[i]!) ? [i] : [],
    );
    const counts = plan?.counter === 'counted-turns';
    const exits = plan?.exitCode === true;

    const initial = [
      ...op.initial,
      ...carried.map((i) => this.shadow(op.initial[i]!)),
      ...(counts ? [into.constant(0)] : []),
      ...(exits ? [into.constant(0)] : []),
      ...lanes.map((lane) => this.cursors[lane]!),
    ];
    const turns = counts ? context.values.value(NUMBER, 'turns') : undefined;
    const exit = exits ? context.values.value(NUMBER, 'exit') : undefined;
    const cursors = lanes.map((lane) => context.values.value(NUMBER, cursorName(lane)));
    const params = [
      ...op.params,
      ...carried.map((i) => this.#pair(op.params[i]!)),
      ...(turns === undefined ? [] : [turns]),
      ...(exit === undefined ? [] : [exit]),
      ...cursors,
    ];
    lanes.forEach((lane, i) => (this.cursors[lane] = cursors[i]!));

    const outer = this.#reserved;
    this.#reserved =
      outer ||
      (plan !== undefined && this.#reserveTurns(op, plan, into, initial.slice(initial.length - lanes.length), lanes));
    const body = into.nested();
    const turn = turns === undefined ? undefined : body.apply('add', [turns, body.constant(1)], NUMBER, 'turns');
    const region = this.#region(recording.segments.ofRegion(op.body), [], body, (values, builder, _, code) => [
      ...values,
      ...carried.map((i) => this.shadow(values[i]!)),
      ...(turn === undefined ? [] : [turn]),
      ...(exit === undefined ? [] : [code === 0 ? exit : builder.constant(code)]),
      ...lanes.map((lane) => this.cursors[lane]!),
    ]);

    this.#reserved = outer;
    const extras = {
      turns: counts ? context.values.value(NUMBER, 'turns') : undefined,
      exit: exits ? context.values.value(NUMBER, 'exit') : undefined,
    };
    context.loopExtras.set(op, extras);
    const ends = lanes.map((lane) => context.values.value(NUMBER, cursorName(lane)));
    into.origin = op.origin;
    into.ops.push({
      ...op,
      initial,
      params,
      body: region,
      results: [
        ...op.results,
        ...carried.map((i) => this.#pair(op.results[i]!)),
        ...(extras.turns === undefined ? [] : [extras.turns]),
        ...(extras.exit === undefined ? [] : [extras.exit]),
        ...ends,
      ],
    });
    lanes.forEach((lane, i) => (this.cursors[lane] = ends[i]!));
  }

  /** Makes room for all turns of a counted loop whose turns record a fixed number of cells. */
  #reserveTurns(
    op: LoopOp & Op,
    { facts: { counted } }: LoopPlan,
    into: RegionBuilder,
    cursors: readonly ValueId[],
    lanes: readonly Lane[],
  ): boolean {
    const context = this.#context;
    if (counted === undefined || Math.abs(counted.induction.step) !== 1 || lanes.length === 0) return false;
    const cells = this.#cellsPerTurn(context.input.recording.segments.ofRegion(op.body));
    if (cells === undefined) return false;
    const bound = this.#boundAhead(op, counted.bound, into);
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
  #cellsPerTurn(segment: Segment): Record<Lane, number> | undefined {
    const context = this.#context;
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
          this.#cellsPerTurn(context.input.recording.segments.ofRegion(arm)),
        );
        if (!arms.every(add)) return undefined;
      } else if (context.lanesOf(op).size > 0) return undefined;
    }
    if (
      segment.end.kind === 'branch' &&
      !(add(this.#cellsPerTurn(segment.end.exit)) && add(this.#cellsPerTurn(segment.end.rest)))
    )
      return undefined;
    return cells;
  }

  /** The bound of a loop before the loop: what its test computes is computed once more. */
  #boundAhead(op: LoopOp, bound: ValueId, into: RegionBuilder): ValueId | undefined {
    const { places } = this.#context.input.recording;
    const definition = places.definition(bound);
    if (definition === undefined || !op.test.ops.includes(definition)) return bound;
    const copy = (): ValueId => this.#context.values.value(this.#context.typeOf(bound), this.#context.nameOf(bound));
    if (definition.kind === 'const' || definition.kind === 'length') {
      const result = copy();
      into.add({ ...definition, result });
      return result;
    }
    if (definition.kind !== 'apply') return undefined;
    const args = definition.args.map((arg) => this.#boundAhead(op, arg, into));
    if (args.some((arg) => arg === undefined)) return undefined;
    const result = copy();
    into.add({ ...definition, args: args as ValueId[], result });
    return result;
  }

  #call(op: CallOp & Op, into: RegionBuilder): void {
    const context = this.#context;
    const shape = context.input.halves(op, context.input.activity.callMask(op)!);
    const tape = context.tape!;
    for (const lane of LANES) into.add({ kind: 'tapeSetTop', tape, lane, cursor: this.cursors[lane]! });
    const args = op.args.flatMap((arg, i) => (shape.shadows[i] === true ? [arg, this.shadow(arg)] : [arg]));
    const results = shape.resultShadow ? [...op.results, this.#pair(op.results[0]!)] : op.results;
    into.add({ kind: 'call', callee: shape.forward, args: [tape, ...args], results });
    for (const lane of LANES) {
      this.cursors[lane] = into.emit(NUMBER, (result) => ({ kind: 'tapeTop', result, tape, lane }), cursorName(lane));
    }
  }

  #alloc(op: AllocOp & Op, into: RegionBuilder): void {
    into.ops.push(op);
    if (!this.#context.input.activity.hasShadow(op.result)) return;
    const type = this.#context.typeOf(op.result);
    const { init } = op;
    const zero = (value: ValueId, field: IrType): ValueId | undefined =>
      isScalar(field)
        ? into.constant(0)
        : hasTangent(field)
          ? (this.#context.shadows.get(value) ?? this.#freshShadow(value, into))
          : undefined;
    const make = (made: AllocOp['init']): void => {
      const result = this.#pair(op.result);
      into.add({ kind: 'alloc', result, init: made });
    };
    switch (init.form) {
      case 'literal': {
        const t = present(type);
        const elements = init.elements.map((element, i) => {
          const field =
            t.kind === 'object'
              ? t.fields.get(String(i))!
              : t.kind === 'array'
                ? t.element
                : this.#context.typeOf(element);
          return zero(element, field) ?? into.constant(undefined);
        });
        return make({ form: 'literal', elements });
      }
      case 'object': {
        const t = present(type);
        const fields = init.fields.flatMap(({ name, value }) => {
          const shadow = zero(value, t.kind === 'object' ? (t.fields.get(name) ?? { kind: 'void' }) : { kind: 'void' });
          return shadow === undefined ? [] : [{ name, value: shadow }];
        });
        return make({ form: 'object', fields });
      }
      case 'sized': {
        const t = present(type);
        if (t.kind === 'array' && t.storage === 'Array') {
          return make({
            form: 'filled',
            length: init.length,
            value: isScalar(t.element) ? into.constant(0) : into.constant(undefined, 'undefined!'),
          });
        }
        return make(init);
      }
      case 'filled':
        return make({
          form: 'filled',
          length: init.length,
          value: zero(init.value, this.#context.typeOf(init.value)) ?? into.constant(undefined),
        });
      case 'copy': {
        const t = present(type);
        if (t.kind === 'array' && !isScalar(t.element)) return make({ form: 'copy', of: this.shadow(init.of) });
        return make({ form: 'shadow', of: op.result });
      }
      case 'spread':
      case 'shadow':
        return make({ form: 'shadow', of: op.result });
      default:
        return unreachable(init);
    }
  }

  /** A throw-away shadow for something inactive that is put beside active things. */
  #freshShadow(value: ValueId, into: RegionBuilder): ValueId {
    return into.emit(shadowType(this.#context.typeOf(value)), (result) => ({
      kind: 'alloc',
      result,
      init: { form: 'shadow', of: value },
    }));
  }

  #method(op: MethodOp & Op, into: RegionBuilder): void {
    const { activity } = this.#context.input;
    into.ops.push(op);
    if (!activity.hasShadow(op.array)) return;
    const array = this.shadow(op.array);
    const type = present(this.#context.typeOf(op.array));
    const scalars = type.kind === 'array' && isScalar(type.element);
    switch (op.name) {
      // The shadow of an array of numbers never gets shorter, so that a pullback finds it the same every time.
      case 'push': {
        if (!scalars) {
          into.add({ ...op, array, args: op.args.map((arg) => this.shadow(arg)) });
          return;
        }
        const [end] = this.#context.input.aux.get(op)!;
        op.args.forEach((_, i) => {
          const index = i === 0 ? end! : into.apply('add', [end!, into.constant(i)]);
          into.add({ kind: 'store', array, index, value: into.constant(0) });
        });
        return;
      }
      case 'pop':
        if (!scalars) into.add({ ...op, array, result: op.result === undefined ? undefined : this.#pair(op.result) });
        return;
      case 'subarray':
        into.add({ ...op, array, result: this.#pair(op.result!) });
        return;
      case 'slice':
        if (scalars)
          into.add({ kind: 'alloc', result: this.#pair(op.result!), init: { form: 'shadow', of: op.result! } });
        else into.add({ ...op, array, result: this.#pair(op.result!) });
        return;
      case 'setLength':
        if (!scalars) into.add({ ...op, array });
        return;
      case 'fill':
        if (!scalars) into.add({ ...op, array, args: [this.shadow(op.args[0]!), ...op.args.slice(1)] });
        return;
      case 'set':
        if (!scalars) into.add({ ...op, array, args: op.args.map((arg, i) => (i === 0 ? this.shadow(arg) : arg)) });
        return;
      case 'reverse':
      case 'copyWithin':
        throw new Error(`ADC9005: ${op.name} has to be expanded before reversal`);
      default:
        unreachable(op.name);
    }
  }
}

/** Completes the values of an end: `code` tells which exit of a loop body it is. */
type Extend = (
  values: readonly ValueId[],
  into: RegionBuilder,
  kind: Terminator['kind'],
  code: number,
) => readonly ValueId[];

export function cursorName(lane: Lane): string {
  return lane === 'number' ? 'top' : 'referenceTop';
}

/** Whether every path through a region throws. */
export function onlyThrows(segment: Segment): boolean {
  return [...leavesOf(segment)].every(({ end }) => end.kind === 'throw');
}
