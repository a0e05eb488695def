/**
 * Values of the forward sweep, as the reverse sweep gets hold of them: in scope, popped from the tape, restored by the next turn
 * or computed again.
 */

import { NUMBER } from '../../ir/type-facts.js';
import type { LoopOp, Op, ValueId } from '../../ir/types.js';
import type { Needed, Recording } from '../../analyse/recording.js';
import type { Segment } from '../../analyse/segments.js';
import { popBits } from './bits.js';
import {
  type FrameEntry,
  LANES,
  type LoopExtra,
  type LoopExtras,
  type ReversalContext,
  cursorName,
} from './context.js';
import { type Scope, primalKey } from './scope.js';

export class PrimalValues {
  readonly #context: ReversalContext;
  readonly #recording: Recording;
  readonly #shadowsRead = new Set<ValueId>();
  readonly #popped = new Map<LoopOp, LoopExtras>();

  constructor(context: ReversalContext) {
    this.#context = context;
    this.#recording = context.input.recording;
  }

  /** The value as the forward sweep had it, at the turn that is being reversed. */
  primal(value: ValueId, scope: Scope): ValueId {
    return this.#find({ value, shadow: false }, scope);
  }

  /** The shadow beside a reference. */
  shadow(value: ValueId, scope: Scope): ValueId {
    const shadow = this.#find({ value, shadow: true }, scope);
    this.#shadowsRead.add(shadow);
    return shadow;
  }

  #find(needed: Needed, scope: Scope): ValueId {
    const { segments, places } = this.#recording;
    const key = primalKey(needed);
    const segment = segments.definedIn(needed.value);
    if (segment === segments.root) {
      if (needed.shadow) return this.#context.shadows.get(needed.value) ?? this.#missing(needed);
      const copy = this.#recording.copyNamed(needed.value);
      if (copy !== undefined) return this.#context.copyStarts.get(copy)!;
      return this.#context.snapshots.get(needed.value) ?? needed.value;
    }
    if (scope.inPlace !== undefined && this.#recording.isAtHand(needed.value, scope.inPlace)) {
      return needed.shadow ? this.#context.shadowOf(needed.value) : needed.value;
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
    const initial = this.primal(loop.initial[index]!, owner);
    return linear(owner, initial, step, turn.index(), this.#context.nameOf(value));
  }

  #recompute(needed: Needed, op: Op, owner: Scope): ValueId {
    const { into } = owner;
    const name = this.#context.nameOf(needed.value);
    const container = (value: ValueId): ValueId =>
      needed.shadow ? this.shadow(value, owner) : this.primal(value, owner);
    const result = needed.shadow
      ? this.#context.shadowValue(needed.value)
      : this.#context.values.value(this.#context.typeOf(needed.value), name);
    switch (op.kind) {
      case 'const':
        into.add({ ...op, result });
        return result;
      case 'apply': {
        const args = op.args.map((arg) => this.primal(arg, owner));
        into.add({ ...op, args, result });
        return result;
      }
      case 'length':
        into.add({ ...op, array: this.primal(op.array, owner), result });
        return result;
      case 'load': {
        const copy = needed.shadow ? undefined : this.#recording.copyReadBy(op);
        if (copy !== undefined) {
          const index = into.apply('add', [this.primal(copy.value, owner), this.primal(op.index, owner)]);
          into.add({ kind: 'tapeLoad', result, tape: this.#context.tape!, lane: 'number', cursor: index });
          return result;
        }
        const [array, index] = [container(op.array), this.primal(op.index, owner)];
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
  pop(segment: Segment, scope: Scope): void {
    const frame = this.#context.frameOf(segment);
    for (const { entry, value } of popBits(this.#context, frame, scope)) this.#enter(entry, value, scope);
    for (const lane of LANES) {
      const entries = frame.filter((entry) => entry.track === lane);
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

  /** The cursor steps back over what was copied before a loop that has been reversed. */
  dropCopies(loop: LoopOp & Op, scope: Scope): void {
    const [first] = this.#context.copiesBefore(loop);
    if (first !== undefined) scope.cursors.number = this.primal(first.value, scope);
  }

  #frameValue(entry: FrameEntry): ValueId {
    if (entry.kind !== 'needed')
      return this.#context.values.value(this.#context.typeOfExtra(entry.loop, entry.kind), entry.kind);
    const { value, shadow } = entry.needed;
    return shadow
      ? this.#context.shadowValue(value)
      : this.#context.values.value(this.#context.typeOf(value), this.#context.nameOf(value));
  }

  #enter(entry: FrameEntry, result: ValueId, scope: Scope): void {
    if (entry.kind === 'needed') scope.primals.set(entry.needed.value * 2 + (entry.needed.shadow ? 1 : 0), result);
    else this.#popped.set(entry.loop, { ...this.#popped.get(entry.loop), [entry.kind]: result });
  }

  /** What a reversed loop left besides primal values, such as its number of turns, or by which exit it ended. */
  extra(loop: LoopOp, kind: LoopExtra): ValueId {
    return this.#popped.get(loop)?.[kind] ?? this.#context.loopExtras.get(loop)![kind]!;
  }

  /** The number that a value is known to be. */
  constantOf(value: ValueId): number | undefined {
    const op = this.#recording.places.definition(value);
    return op?.kind === 'const' && typeof op.value === 'number' ? op.value : undefined;
  }

  /** Whether anything of the reverse sweep so far reads or writes this shadow. */
  isShadowRead(shadow: ValueId): boolean {
    return this.#shadowsRead.has(shadow);
  }
}

/** initial + step · turn */
function linear({ into }: Scope, initial: ValueId, step: number, turn: ValueId, name: string | undefined): ValueId {
  const distance = Math.abs(step) === 1 ? turn : into.apply('mul', [into.constant(Math.abs(step)), turn]);
  return into.apply(step > 0 ? 'add' : 'sub', [initial, distance], NUMBER, name);
}
