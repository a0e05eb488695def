/** The reverse sweep: adjoint operations in the opposite order of execution, reading what the forward sweep left. */

import { BOOLEAN, NUMBER, isScalar, present } from '../../ir/type-facts.js';
import type {
  AllocOp,
  ApplyOp,
  CallOp,
  IfOp,
  IrType,
  LoopOp,
  MethodOp,
  Op,
  Region,
  Terminator,
  ValueId,
} from '../../ir/types.js';
import { carriedBy, opsOf, operandsOf, regionsWithin, unreachable } from '../../ir/walk.js';
import { contributionOf } from '../../rules/contribution.js';
import { readsOf } from '../../rules/primitives.js';
import type { NewOp } from '../../ir/builder.js';
import type { Increment } from '../../analyse/increments.js';
import type { Needed } from '../../analyse/recording.js';
import { encloses, type Segment } from '../../analyse/segments.js';
import { countedLoop } from '../prepare.js';
import { regionAlgebra } from '../region-algebra.js';
import { type FrameEntry, LANES, type ReversalContext } from './context.js';
import { cursorName } from './forward.js';
import { Scope, type Turn } from './scope.js';

export class ReverseSweep {
  readonly #context: ReversalContext;

  constructor(context: ReversalContext) {
    this.#context = context;
  }

  /** Reverses the function's own body into the scope, whose adjoints hold those of the results. */
  root(scope: Scope): void {
    this.#ops(this.#recording.segments.root.ops, scope);
  }

  get #recording() {
    return this.#context.input.recording;
  }
  get #activity() {
    return this.#context.input.activity;
  }

  /* ------------------------------------------------------------ primal values */

  #primal(value: ValueId, scope: Scope): ValueId {
    return this.#find({ value, shadow: false }, scope);
  }

  #shadow(value: ValueId, scope: Scope): ValueId {
    const shadow = this.#find({ value, shadow: true }, scope);
    this.#shadowsRead.add(shadow);
    return shadow;
  }

  readonly #shadowsRead = new Set<ValueId>();
  /** The stores that set a cell's adjoint to zero. */
  readonly #zeroings = new Set<Op>();

  #find(needed: Needed, scope: Scope): ValueId {
    const { segments, places } = this.#recording;
    const key = needed.value * 2 + (needed.shadow ? 1 : 0);
    const segment = segments.definedIn(needed.value);
    if (segment === segments.root) {
      if (needed.shadow) return this.#context.shadows.get(needed.value) ?? this.#missing(needed);
      return this.#context.snapshots.get(needed.value) ?? needed.value;
    }
    for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
      const known = at.primals.get(key);
      if (known !== undefined) return known;
    }
    if (!this.#recording.isRecomputed(needed)) return this.#missing(needed);
    const owner = segment === undefined ? scope : this.#ownerOf(segment, scope);
    const loop = places.loopOf(needed.value);
    const made =
      loop === undefined
        ? this.#recompute(needed, places.definition(needed.value)!, owner)
        : this.#parameter(loop, needed.value, owner);
    owner.primals.set(key, made);
    return made;
  }

  #missing(needed: Needed): never {
    const name = this.#context.nameOf(needed.value) ?? `%${needed.value}`;
    throw new Error(
      `ADC9006: the reverse sweep needs ${needed.shadow ? 'the shadow of ' : ''}${name}, which was not kept`,
    );
  }

  #ownerOf(segment: Segment, scope: Scope): Scope {
    for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) if (at.segment === segment) return at;
    throw new Error('ADC9007: a value is needed outside the stretch that defines it');
  }

  /** The parameter of a reversed loop at the turn that is being reversed. */
  #parameter(loop: LoopOp, value: ValueId, owner: Scope): ValueId {
    const turn = owner.turn!;
    const direct = turn.direct.get(value);
    if (direct !== undefined) return direct;
    const index = loop.params.indexOf(value);
    const { step } = this.#recording.loops.factsOf(loop).inductions.find((induction) => induction.index === index)!;
    const initial = this.#primal(loop.initial[index]!, owner);
    return linear(owner, initial, step, turn.index(), this.#context.nameOf(value));
  }

  #recompute(needed: Needed, op: Op, owner: Scope): ValueId {
    const { into } = owner;
    const name = this.#context.nameOf(needed.value);
    const container = (value: ValueId): ValueId =>
      needed.shadow ? this.#shadow(value, owner) : this.#primal(value, owner);
    const result = needed.shadow
      ? this.#context.shadowValue(needed.value)
      : this.#context.values.value(this.#context.typeOf(needed.value), name);
    switch (op.kind) {
      case 'const':
        into.add({ ...op, result });
        return result;
      case 'apply': {
        const args = op.args.map((arg) => this.#primal(arg, owner));
        into.add({ ...op, args, result });
        return result;
      }
      case 'length':
        into.add({ ...op, array: this.#primal(op.array, owner), result });
        return result;
      case 'load': {
        const [array, index] = [container(op.array), this.#primal(op.index, owner)];
        into.add({ ...op, array, index, result });
        return result;
      }
      case 'get': {
        const object = container(op.object);
        into.add({ ...op, object, result });
        return result;
      }
      default:
        return this.#missing(needed);
    }
  }

  /** Reads a frame from the tape: the cursors step back over it. */
  #pop(segment: Segment, scope: Scope): void {
    const frame = this.#context.frameOf(segment);
    for (const lane of LANES) {
      const entries = frame.filter((entry) => entry.lane === lane);
      if (entries.length === 0) continue;
      const { into } = scope;
      const tape = this.#context.tape!;
      for (const entry of [...entries].reverse()) {
        const cursor = into.apply('sub', [scope.cursors[lane]!, into.constant(1)], NUMBER, cursorName(lane));
        scope.cursors[lane] = cursor;
        const result = this.#frameValue(entry);
        into.add({ kind: 'tapeLoad', result, tape, lane, cursor });
        this.#enter(entry, result, scope);
      }
    }
  }

  #frameValue(entry: FrameEntry): ValueId {
    if (entry.kind !== 'needed') return this.#context.values.value(NUMBER, entry.kind);
    const { value, shadow } = entry.needed;
    return shadow
      ? this.#context.shadowValue(value)
      : this.#context.values.value(this.#context.typeOf(value), this.#context.nameOf(value));
  }

  readonly #popped = new Map<LoopOp, { turns?: ValueId; exit?: ValueId }>();

  #enter(entry: FrameEntry, result: ValueId, scope: Scope): void {
    if (entry.kind === 'needed') scope.primals.set(entry.needed.value * 2 + (entry.needed.shadow ? 1 : 0), result);
    else this.#popped.set(entry.loop, { ...this.#popped.get(entry.loop), [entry.kind]: result });
  }

  #extra(loop: LoopOp, kind: 'turns' | 'exit'): ValueId {
    return this.#popped.get(loop)?.[kind] ?? this.#context.loopExtras.get(loop)![kind]!;
  }

  /* --------------------------------------------------------------- operations */

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
    const { into } = scope;
    switch (op.kind) {
      case 'apply':
        return this.#apply(op, scope);
      case 'load': {
        const bar = scope.take(op.result);
        if (bar === undefined) return;
        const array = this.#shadow(op.array, scope);
        const index = this.#primal(op.index, scope);
        if (op.mayMiss) return this.#addWhereInside(array, index, bar, scope);
        if (this.#recording.isSoleContribution(op)) return into.add({ kind: 'store', array, index, value: bar });
        return this.#addElement(array, index, bar, scope);
      }
      case 'get': {
        const bar = scope.take(op.result);
        if (bar === undefined) return;
        const object = this.#shadow(op.object, scope);
        const cell = this.#context.typeOf(op.result);
        if (cell.kind === 'maybe') return this.#addWherePresent(object, op.field, cell, bar, scope);
        this.#addField(object, op.field, bar, into);
        return;
      }
      case 'store': {
        const array = this.#shadow(op.array, scope);
        const index = this.#primal(op.index, scope);
        const replaced = this.#context.input.aux.get(op);
        if (replaced !== undefined) {
          into.add({ kind: 'store', array, index, value: this.#shadow(replaced[0]!, scope) });
          return;
        }
        const increment = this.#recording.increments.of(op);
        if (increment !== undefined) {
          const read = (result: ValueId): NewOp => ({ kind: 'load', result, array, index, mayMiss: false });
          return this.#increment(increment, read, scope);
        }
        if (this.#activity.isActive(op.value)) {
          scope.accumulate(
            op.value,
            into.emit(
              NUMBER,
              (result) => ({ kind: 'load', result, array, index, mayMiss: false }),
              this.#barName(op.value),
            ),
          );
        }
        into.add({ kind: 'store', array, index, value: into.constant(0) });
        this.#zeroings.add(into.ops.at(-1)!);
        return;
      }
      case 'set': {
        const object = this.#shadow(op.object, scope);
        const replaced = this.#context.input.aux.get(op);
        if (replaced !== undefined) {
          into.add({ kind: 'set', object, field: op.field, value: this.#shadow(replaced[0]!, scope) });
          return;
        }
        const increment = this.#recording.increments.of(op);
        if (increment !== undefined) {
          const read = (result: ValueId): NewOp => ({ kind: 'get', result, object, field: op.field });
          return this.#increment(increment, read, scope);
        }
        if (this.#activity.isActive(op.value)) {
          scope.accumulate(
            op.value,
            into.emit(NUMBER, (result) => ({ kind: 'get', result, object, field: op.field }), this.#barName(op.value)),
          );
        }
        into.add({ kind: 'set', object, field: op.field, value: into.constant(0) });
        return;
      }
      case 'alloc':
        return this.#alloc(op, scope);
      case 'method':
        return this.#method(op, scope);
      case 'call':
        return this.#call(op, scope);
      case 'if':
        return this.#if(op, scope);
      case 'loop':
        return this.#loop(op, scope);
      default:
        throw new Error(`ADC9008: no reversal of ${op.kind}`);
    }
  }

  /** The cell's adjoint is that of the sum: it stays, and what was added takes its share. */
  #increment({ added, sign }: Increment, read: (result: ValueId) => NewOp, scope: Scope): void {
    if (!this.#activity.isActive(added)) return;
    const bar = scope.into.emit(NUMBER, read, this.#barName(added));
    scope.accumulate(added, sign === 1 ? bar : scope.into.apply('neg', [bar]), true);
  }

  #barName(value: ValueId): string | undefined {
    const name = this.#context.nameOf(value);
    return name === undefined ? undefined : `${name}Bar`;
  }

  #apply(op: ApplyOp, scope: Scope): void {
    const bar = scope.take(op.result);
    if (bar === undefined) return;
    const active = op.args.map((arg) => this.#activity.isActive(arg));
    const literals = new Set(op.literals);
    const facts = {
      literal: (i: number) => literals.has(i),
      literalValue: (i: number) => this.#constant(op.args[i]!),
    };
    const reads = readsOf(op.primitive, active, op.args.length, facts);
    const args = op.args.map((arg, i) => (reads.args.has(i) ? this.#primal(arg, scope) : arg));
    const out = reads.out ? this.#primal(op.result, scope) : op.result;
    const on = regionAlgebra(scope.into);
    op.args.forEach((arg, i) => {
      if (active[i] !== true) return;
      const before = scope.into.ops.length;
      const contribution = contributionOf(op.primitive, i, { args, out, on, ...facts }, bar);
      if (contribution !== undefined) scope.accumulate(arg, contribution, scope.into.ops.length > before);
    });
  }

  #constant(value: ValueId): number | undefined {
    const op = this.#recording.places.definition(value);
    return op?.kind === 'const' && typeof op.value === 'number' ? op.value : undefined;
  }

  #element(array: ValueId, index: ValueId, of: ValueId, { into }: Scope): ValueId {
    return into.emit(NUMBER, (result) => ({ kind: 'load', result, array, index, mayMiss: false }), this.#barName(of));
  }

  #addElement(array: ValueId, index: ValueId, bar: ValueId, { into }: Scope): void {
    if (this.#dropZeroing(array, index, into.ops)) {
      into.add({ kind: 'store', array, index, value: bar });
      return;
    }
    const old = into.emit(NUMBER, (result) => ({ kind: 'load', result, array, index, mayMiss: false }));
    into.add({ kind: 'store', array, index, value: into.apply('add', [old, bar]) });
  }

  /** A cell that was set to zero a moment ago, and that nobody has looked at since, is simply set again. */
  #dropZeroing(array: ValueId, index: ValueId, ops: Op[]): boolean {
    for (let i = ops.length - 1; i >= 0; i--) {
      const op = ops[i]!;
      if (op.kind === 'const' || op.kind === 'apply' || op.kind === 'tapeLoad') continue;
      if (op.kind === 'load' && !this.#shadowsRead.has(op.array)) continue;
      if (op.kind !== 'store' || op.array !== array || op.index !== index || !this.#zeroings.has(op)) return false;
      ops.splice(i, 1);
      return true;
    }
    return false;
  }

  #addField(object: ValueId, field: string, bar: ValueId, into: Scope['into']): void {
    const old = into.emit(NUMBER, (result) => ({ kind: 'get', result, object, field }));
    into.add({ kind: 'set', object, field, value: into.apply('add', [old, bar]) });
  }

  /** A field that is absent has no adjoint, and its shadow stays without it. */
  #addWherePresent(object: ValueId, field: string, type: IrType, bar: ValueId, { into }: Scope): void {
    const old = into.emit(type, (result) => ({ kind: 'get', result, object, field }));
    const test = into.apply('ne', [old, into.constant(undefined)], BOOLEAN);
    const then = into.nested();
    this.#addField(object, field, bar, then);
    into.add({ kind: 'if', test, results: [], then: then.end(NOTHING), else: into.nested().end(NOTHING) });
  }

  /** The load may have missed, and then its adjoint is zero and there is no cell for it. */
  #addWhereInside(array: ValueId, index: ValueId, bar: ValueId, scope: Scope): void {
    const { into } = scope;
    const length = into.emit(NUMBER, (result) => ({ kind: 'length', result, array }));
    const test = into.apply(
      'and',
      [into.apply('ge', [index, into.constant(0)], BOOLEAN), into.apply('lt', [index, length], BOOLEAN)],
      BOOLEAN,
    );
    const then = into.nested();
    const old = then.emit(NUMBER, (result) => ({ kind: 'load', result, array, index, mayMiss: false }));
    then.add({ kind: 'store', array, index, value: then.apply('add', [old, bar]) });
    into.add({ kind: 'if', test, results: [], then: then.end(NOTHING), else: into.nested().end(NOTHING) });
  }

  #alloc(op: AllocOp & Op, scope: Scope): void {
    const { into } = scope;
    const shadow = this.#shadow(op.result, scope);
    const type = present(this.#context.typeOf(op.result));
    const { init } = op;
    const element = (i: number): ValueId =>
      type.kind === 'object'
        ? into.emit(NUMBER, (result) => ({ kind: 'get', result, object: shadow, field: String(i) }))
        : into.emit(NUMBER, (result) => ({
            kind: 'load',
            result,
            array: shadow,
            index: into.constant(i),
            mayMiss: false,
          }));
    switch (init.form) {
      case 'literal':
        init.elements.forEach((value, i) => {
          if (this.#activity.isActive(value)) scope.accumulate(value, element(i));
        });
        break;
      case 'object':
        for (const { name, value } of init.fields) {
          if (!this.#activity.isActive(value)) continue;
          scope.accumulate(
            value,
            into.emit(NUMBER, (result) => ({ kind: 'get', result, object: shadow, field: name })),
          );
        }
        break;
      case 'filled':
        if (this.#activity.isActive(init.value)) this.#sumInto(init.value, shadow, scope);
        break;
      case 'copy':
        if (type.kind === 'array' && isScalar(type.element) && this.#activity.hasShadow(init.of)) {
          into.add({
            kind: 'helper',
            name: 'accumulate',
            result: undefined,
            args: [this.#shadow(init.of, scope), shadow],
          });
        }
        break;
      default:
    }
    if (this.#recording.timing !== 'joint') this.#clear(shadow, scope);
  }

  /** A pullback may be called again: what it leaves in the shadow of a local allocation must be gone by then. */
  #clear(shadow: ValueId, { into }: Scope): void {
    const type = present(this.#context.typeOf(shadow));
    if (type.kind === 'array' && isScalar(type.element)) {
      into.add({ kind: 'method', name: 'fill', result: undefined, array: shadow, args: [into.constant(0)] });
    } else if (type.kind === 'object') {
      for (const [field, fieldType] of type.fields) {
        if (isScalar(fieldType)) into.add({ kind: 'set', object: shadow, field, value: into.constant(0) });
      }
    }
  }

  /** value's adjoint += the sum of an array of adjoints. */
  #sumInto(value: ValueId, array: ValueId, scope: Scope): void {
    const { into } = scope;
    const values = this.#context.values;
    const limit = into.emit(NUMBER, (result) => ({ kind: 'length', result, array }));
    const label = values.label();
    const [index, sum] = [values.value(NUMBER, 'i'), values.value(NUMBER, 'sum')];
    const [test, body] = [into.nested(), into.nested()];
    const more = test.apply('lt', [index, limit], BOOLEAN);
    const added = body.apply(
      'add',
      [sum, body.emit(NUMBER, (result) => ({ kind: 'load', result, array, index, mayMiss: false }))],
      NUMBER,
      'sum',
    );
    const next = body.apply('add', [index, body.constant(1)], NUMBER, 'i');
    const total = values.value(NUMBER, 'sum');
    into.add({
      kind: 'loop',
      label,
      params: [index, sum],
      initial: [into.constant(0), into.constant(0)],
      results: [values.value(NUMBER, 'i'), total],
      test: test.end({ kind: 'yield', values: [more] }),
      body: body.end({ kind: 'continue', label, values: [next, added] }),
    });
    scope.accumulate(value, total);
  }

  #method(op: MethodOp & Op, scope: Scope): void {
    const { into } = scope;
    const values = this.#context.values;
    const array = this.#shadow(op.array, scope);
    const type = present(this.#context.typeOf(op.array));
    const scalars = type.kind === 'array' && isScalar(type.element);
    const aux = (i: number): ValueId => this.#primal(this.#context.input.aux.get(op)![i]!, scope);
    const method = (name: MethodOp['name'], on: ValueId, args: readonly ValueId[], result?: ValueId): void =>
      into.add({ kind: 'method', name, array: on, args, result });
    const range = (from: ValueId, args: readonly ValueId[]): ValueId => {
      const part = values.value(this.#context.typeOf(from), 'part');
      method('slice', from, args, part);
      return part;
    };
    switch (op.name) {
      case 'push': {
        if (!scalars) return;
        const end = aux(0);
        for (let i = op.args.length - 1; i >= 0; i--) {
          const arg = op.args[i]!;
          const index = i === 0 ? end : into.apply('add', [end, into.constant(i)]);
          if (this.#activity.isActive(arg)) scope.accumulate(arg, this.#element(array, index, arg, scope));
          into.add({ kind: 'store', array, index, value: into.constant(0) });
        }
        return;
      }
      case 'pop': {
        const bar = scalars && op.result !== undefined ? scope.take(op.result) : undefined;
        if (bar === undefined) return;
        const [had, index] = [aux(0), aux(1)];
        const then = into.nested();
        const old = then.emit(NUMBER, (result) => ({ kind: 'load', result, array, index, mayMiss: false }));
        then.add({ kind: 'store', array, index, value: then.apply('add', [old, bar]) });
        into.add({ kind: 'if', test: had, results: [], then: then.end(NOTHING), else: into.nested().end(NOTHING) });
        return;
      }
      case 'fill': {
        if (!scalars) return;
        const span = this.#context.input.aux.get(op) === undefined ? [] : [aux(0), aux(1)];
        if (this.#activity.isActive(op.args[0]!)) {
          this.#sumInto(op.args[0]!, span.length === 0 ? array : range(array, span), scope);
        }
        method('fill', array, [into.constant(0), ...span]);
        return;
      }
      case 'slice': {
        if (!scalars || op.result === undefined) return;
        const part = this.#shadow(op.result, scope);
        const start = aux(0);
        countedLoop(
          into,
          values,
          () => into.emit(NUMBER, (result) => ({ kind: 'length', result, array: part })),
          (body, i) => {
            const index = body.apply('add', [start, i]);
            const bar = body.emit(NUMBER, (result) => ({
              kind: 'load',
              result,
              array: part,
              index: i,
              mayMiss: false,
            }));
            const old = body.emit(NUMBER, (result) => ({ kind: 'load', result, array, index, mayMiss: false }));
            body.add({ kind: 'store', array, index, value: body.apply('add', [old, bar]) });
          },
        );
        if (this.#recording.timing !== 'joint') this.#clear(part, scope);
        return;
      }
      case 'set': {
        if (!scalars) return;
        const count = aux(0);
        const from = op.args[1] === undefined ? into.constant(0) : this.#primal(op.args[1], scope);
        const until = into.apply('add', [from, count]);
        const part = range(array, [from, until]);
        method('fill', array, [into.constant(0), from, until]);
        if (!this.#activity.hasShadow(op.args[0]!)) return;
        const source = this.#shadow(op.args[0]!, scope);
        into.add({ kind: 'helper', name: 'accumulate', result: undefined, args: [source, part] });
        return;
      }
      // Cells that were cut off had no adjoint any more, and those that were added have none yet.
      case 'setLength':
      case 'subarray':
        return;
      case 'reverse':
      case 'copyWithin':
        throw new Error(`ADC9005: ${op.name} has to be expanded before reversal`);
      default:
        unreachable(op.name);
    }
  }

  #call(op: CallOp & Op, scope: Scope): void {
    const { into } = scope;
    const shape = this.#context.input.halves(op, this.#activity.callMask(op)!);
    const tape = this.#context.tape!;
    const [result] = op.results;
    const bar = result !== undefined && shape.resultScalar ? (scope.take(result) ?? into.constant(0)) : undefined;
    for (const lane of LANES) into.add({ kind: 'tapeSetTop', tape, lane, cursor: scope.cursors[lane]! });
    const returned = op.args.filter((_, i) => shape.returned[i] === true);
    const bars = returned.map((arg) => this.#context.values.value(NUMBER, this.#barName(arg)));
    into.add({ kind: 'call', callee: shape.reverse, args: bar === undefined ? [tape] : [tape, bar], results: bars });
    for (const lane of LANES) {
      scope.cursors[lane] = into.emit(NUMBER, (r) => ({ kind: 'tapeTop', result: r, tape, lane }), cursorName(lane));
    }
    returned.forEach((arg, i) => {
      if (this.#activity.isActive(arg)) scope.accumulate(arg, bars[i]!);
    });
  }

  /* -------------------------------------------------------------- control flow */

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
      this.#pop(segment, inline);
      seed(arm, inline);
      this.#ops(segment.ops, inline);
      return;
    }
    const test = this.#primal(op.test, scope);
    const arms = [op.then, op.else].map((arm) => {
      const segment = segments.ofRegion(arm);
      const nested = scope.nested(segment);
      this.#pop(segment, nested);
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
    const lanes = LANES.filter((lane) => arms.some((arm) => arm.cursors[lane] !== scope.cursors[lane]));
    const regions = arms.map((arm) =>
      arm.into.end({
        kind: 'yield',
        values: [
          ...outer.map((value) => arm.bars.get(value) ?? arm.into.constant(0)),
          ...lanes.map((lane) => arm.cursors[lane]!),
        ],
      }),
    );
    const bars = outer.map((value) => values.value(NUMBER, this.#barName(value)));
    const cursors = lanes.map((lane) => values.value(NUMBER, cursorName(lane)));
    scope.into.add({ kind: 'if', test, then: regions[0]!, else: regions[1]!, results: [...bars, ...cursors] });
    outer.forEach((value, i) => scope.bars.set(value, bars[i]!));
    lanes.forEach((lane, i) => (scope.cursors[lane] = cursors[i]!));
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
    const outer = this.#outerScalars(op);
    const restored = [...this.#restoredIn(op)];
    const lanes = [...context.lanesWithin(segment)];
    const counter = this.#counter(op, scope);

    const slotParams = slots.map((i) => values.value(NUMBER, this.#barName(op.params[i]!)));
    const outerParams = outer.map((value) => values.value(NUMBER, this.#barName(value)));
    const restoredParams = restored.map(([index]) =>
      values.value(context.typeOf(op.params[index]!), context.nameOf(op.params[index]!)),
    );
    const exitParam = plan.exitCode ? values.value(NUMBER, 'exit') : undefined;
    const cursorParams = lanes.map((lane) => values.value(NUMBER, cursorName(lane)));

    const initial = [
      counter.initial,
      ...initialBars,
      ...outer.map((value) => scope.bars.get(value) ?? into.constant(0)),
      ...restored.map(([index]) => this.#primal(op.results[index]!, scope)),
      ...(exitParam === undefined ? [] : [this.#extra(op, 'exit')]),
      ...lanes.map((lane) => scope.cursors[lane]!),
    ];

    const label = values.label();
    const test = into.nested();
    const more = counter.test(test);
    const builder = into.nested();
    const body: Scope = new Scope(builder, segment, {
      parent: scope,
      bars: new Map(outer.map((value, i) => [value, outerParams[i]!])),
      cursors: { ...scope.cursors, ...Object.fromEntries(lanes.map((lane, i) => [lane, cursorParams[i]])) },
      turn: counter.turn(() => builder),
    });
    restored.forEach(([, users], i) => {
      for (const value of users) body.primals.set(value * 2, restoredParams[i]!);
    });
    this.#chain(segment, body, exitParam, (end, at) => {
      slots.forEach((i, k) => {
        const value = carriedBy(end)[i]!;
        if (this.#activity.isActive(value)) at.accumulate(value, slotParams[k]!);
      });
    });
    const nexts = [
      counter.next(builder),
      ...slots.map((i) => body.bars.get(op.params[i]!) ?? builder.constant(0)),
      ...outer.map((value) => body.bars.get(value) ?? builder.constant(0)),
      ...restored.map(([index]) => this.#primal(op.params[index]!, body)),
      ...(exitParam === undefined ? [] : [builder.constant(0)]),
      ...lanes.map((lane) => body.cursors[lane]!),
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
    const slotResults = results.slice(1, 1 + slots.length);
    outer.forEach((value, i) => scope.bars.set(value, results[1 + slots.length + i]!));
    slots.forEach((i, k) => {
      if (this.#activity.isActive(op.initial[i]!)) scope.accumulate(op.initial[i]!, slotResults[k]!);
    });
    lanes.forEach((lane, i) => (scope.cursors[lane] = results[results.length - lanes.length + i]!));
  }

  /** Reverses a chain of segments: its frame, how it ended, then its operations. */
  #chain(
    segment: Segment,
    scope: Scope,
    exit: ValueId | undefined,
    leaf: (end: Terminator, scope: Scope) => void,
  ): void {
    this.#pop(segment, scope);
    const { end } = segment;
    if (end.kind === 'leaf') leaf(end.end, scope);
    else {
      const { into } = scope;
      into.origin = end.op.origin;
      const left =
        end.code > 0
          ? into.apply('eq', [exit!, into.constant(end.code)], BOOLEAN)
          : end.arm === 'then'
            ? this.#primal(end.op.test, scope)
            : into.apply('not', [this.#primal(end.op.test, scope)], BOOLEAN);
      const [exiting, rest] = [scope.nested(end.exit), scope.nested(end.rest)];
      this.#chain(end.exit, exiting, exit, leaf);
      this.#chain(end.rest, rest, exit, leaf);
      this.#merge(left, exiting, rest, scope);
    }
    this.#ops(segment.ops, scope);
  }

  /** Active scalars from outside that the loop's body reads: their adjoints grow turn by turn. */
  #outerScalars(op: LoopOp & Op): readonly ValueId[] {
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

  /** How the reversed loop counts. */
  #counter(op: LoopOp & Op, scope: Scope): Counter {
    const plan = this.#recording.planOf(op);
    const { into } = scope;
    const { counted } = plan.facts;
    if (counted !== undefined && plan.counter !== 'counted-turns') {
      const { step, index } = counted.induction;
      const param = op.params[index]!;
      const first = this.#primal(op.initial[index]!, scope);
      const bound = this.#bound(counted.bound, scope);
      if (plan.counter === 'induction') {
        return this.#countInduction(param, first, step, this.#last(counted.relation, counted.bound, bound, scope));
      }
      const span = into.apply('div', [into.apply('sub', [bound, first]), into.constant(step)]);
      const strict = counted.relation === 'lt' || counted.relation === 'gt';
      const turns = strict
        ? into.apply('ceil', [span])
        : into.apply('add', [into.apply('floor', [span]), into.constant(1)]);
      return this.#countDown(turns);
    }
    const turns = this.#extra(op, 'turns');
    const unit = plan.facts.inductions.find(
      ({ step, index }) => Math.abs(step) === 1 && this.#isKnown(op.initial[index]!),
    );
    if (unit === undefined) return this.#countDown(turns);
    const first = this.#primal(op.initial[unit.index]!, scope);
    const before = into.apply('sub', [turns, into.constant(1)]);
    const last = this.#fromFirst(op.initial[unit.index]!, first, unit.step, before, scope);
    return this.#countInduction(op.params[unit.index]!, first, unit.step, last);
  }

  /** The reversed loop counts the user's own counter back, by one, from its last value to its first. */
  #countInduction(param: ValueId, first: ValueId, step: number, last: ValueId): Counter {
    const counter = this.#context.values.value(NUMBER, this.#context.nameOf(param) ?? 'i');
    return {
      param: counter,
      initial: last,
      test: (test) => test.apply(step > 0 ? 'ge' : 'le', [counter, first], BOOLEAN),
      next: (body) => body.apply(step > 0 ? 'sub' : 'add', [counter, body.constant(1)]),
      turn: (at) => ({
        direct: new Map([[param, counter]]),
        index: () => (step > 0 ? at().apply('sub', [counter, first]) : at().apply('sub', [first, counter])),
      }),
    };
  }

  /** first ± distance; from zero upwards that is the distance itself. */
  #fromFirst(firstValue: ValueId, first: ValueId, step: number, distance: ValueId, { into }: Scope): ValueId {
    if (this.#constant(firstValue) === 0 && step > 0) return distance;
    return into.apply(step > 0 ? 'add' : 'sub', [first, distance]);
  }

  /** A constant, or in scope all along: what a counter starts from can be had without recording it. */
  #isKnown(value: ValueId): boolean {
    const { segments, places } = this.#recording;
    return segments.definedIn(value) === segments.root || places.definition(value)?.kind === 'const';
  }

  #countDown(turns: ValueId): Counter {
    const counter = this.#context.values.value(NUMBER, 'turn');
    return {
      param: counter,
      initial: turns,
      test: (test) => test.apply('gt', [counter, test.constant(0)], BOOLEAN),
      next: (body) => body.apply('sub', [counter, body.constant(1)]),
      turn: (at) => {
        let index: ValueId | undefined;
        return { direct: new Map(), index: () => (index ??= at().apply('sub', [counter, at().constant(1)])) };
      },
    };
  }

  /** What the test compares with: from outside the loop, or computed again. */
  #bound(value: ValueId, scope: Scope): ValueId {
    return this.#primal(value, scope);
  }

  /** The induction in the last turn of a loop that counts by one. */
  #last(relation: string, boundValue: ValueId, bound: ValueId, { into }: Scope): ValueId {
    const whole = this.#recording.loops.isInteger(boundValue);
    switch (relation) {
      case 'lt':
        return into.apply('sub', [whole ? bound : into.apply('ceil', [bound]), into.constant(1)]);
      case 'le':
        return whole ? bound : into.apply('floor', [bound]);
      case 'gt':
        return into.apply('add', [whole ? bound : into.apply('floor', [bound]), into.constant(1)]);
      default:
        return whole ? bound : into.apply('ceil', [bound]);
    }
  }
}

const NOTHING: Terminator = { kind: 'yield', values: [] };

type Counter = {
  readonly param: ValueId;
  readonly initial: ValueId;
  readonly test: (test: Scope['into']) => ValueId;
  readonly next: (body: Scope['into']) => ValueId;
  readonly turn: (at: () => Scope['into']) => Turn;
};

/** initial + step · turn */
function linear({ into }: Scope, initial: ValueId, step: number, turn: ValueId, name: string | undefined): ValueId {
  const distance = Math.abs(step) === 1 ? turn : into.apply('mul', [into.constant(Math.abs(step)), turn]);
  return into.apply(step > 0 ? 'add' : 'sub', [initial, distance], NUMBER, name);
}
