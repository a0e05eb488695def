/** What both sweeps of one reversal share. */

import type { FunctionBuilder, NewOp } from '../../ir/builder.js';
import { RegionBuilder } from '../../ir/builder.js';
import { NUMBER, isKeyed, isReference, shadowType } from '../../ir/type-facts.js';
import type {
  CallOp,
  Callee,
  Checkpointing,
  IrFunction,
  IrType,
  Lane,
  LoopOp,
  Op,
  StoreOp,
  Terminator,
  ValueId,
} from '../../ir/types.js';
import { regionsOf } from '../../ir/walk.js';
import type { Activity, Mask } from '../../analyse/activity.js';
import type { CarriedMemory } from '../../analyse/carried-memory.js';
import type { Memory } from '../../analyse/memory.js';
import type { Missing } from '../../analyse/missing.js';
import type { Needed, Recording } from '../../analyse/recording.js';
import type { Aux } from '../../analyse/reversed.js';
import type { PlaceOf } from '../locate.js';
import { cellsType, type Outlined } from '../outline.js';
import type { Segment } from '../../analyse/segments.js';

/** What a caller passes to, and gets from, the halves of a callee under a mask. */
export type HalvesShape = {
  readonly forward: Callee;
  readonly reverse: Callee;
  /** For each parameter: whether its shadow follows it. */
  readonly shadows: readonly boolean[];
  /** For each parameter: whether the reversing half returns its adjoint. */
  readonly returned: readonly boolean[];
  /** The storing half returns the shadow behind the value. */
  readonly resultShadow: boolean;
  /** The reversing half takes the adjoint of the result. */
  readonly resultScalar: boolean;
};

/** A loop that is run and reversed from a few of its states. */
export type CheckpointedLoop = {
  readonly plan: Exclude<Checkpointing, { plan: 'none' }>;
  readonly turns: Outlined;
  readonly shape: HalvesShape;
  /** Arrays and objects that the turns write. */
  readonly memory: readonly ValueId[];
  /** Those in which they may make arrays longer. */
  readonly grown: readonly ValueId[];
  /** Those that they read, and that may have changed when they are reversed. */
  readonly constant: readonly ValueId[];
};

export type ReversalInput = {
  /** Structured and prepared. */
  readonly fn: IrFunction;
  readonly aux: Aux;
  readonly memory: Memory;
  readonly activity: Activity;
  readonly recording: Recording;
  readonly missing: Missing;
  /** Whether a store may make its array longer. */
  readonly appends: (store: Op) => boolean;
  /** Whether a store that makes its array longer may leave a gap in the array's shadow. */
  readonly mayLeaveGap: (store: StoreOp) => boolean;
  /**
   * Whether the forward sweep may run while the reverse sweep is under way: that of the turns of a checkpointed loop. What such
   * turns call changes the length of nothing from outside.
   */
  readonly isRepeated: boolean;
  /** Whether an array may get another length, or a parameter have another at exit. */
  readonly isResized: (array: ValueId) => boolean;
  readonly halves: (call: CallOp, mask: Mask) => HalvesShape;
  /** How a loop is run and reversed from a few of its states, should it be. */
  readonly checkpointed: (loop: LoopOp) => CheckpointedLoop | undefined;
  /** What loops without a plan may take, in bytes; undefined: the runtime decides. */
  readonly tapeBudget: number | undefined;
  /** Given: the companions say where numbers stop being finite. */
  readonly placeOf: PlaceOf | undefined;
  /** Given: the companions tell how adjoints grow in loops. */
  readonly growth: WatchedGrowth | undefined;
};

export type WatchedGrowth = {
  /** The head of a loop, with its position. */
  readonly placeOf: PlaceOf;
  /** The arrays and objects carried by a loop whose shadows are looked at, too. */
  readonly memoryOf: (loop: LoopOp & Op) => readonly CarriedMemory[];
};

/** The ends of the two lanes of the tape, as far as the sweep has got; undefined for a lane that is not used. */
export type Cursors = { number: ValueId | undefined; reference: ValueId | undefined };

export const LANES: readonly Lane[] = ['number', 'reference'];

/** What a loop carries besides the primal values; of one that is checkpointed, what reverses it, and where the adjoints go meanwhile. */
export type LoopExtras = {
  readonly turns?: ValueId | undefined;
  readonly exit?: ValueId | undefined;
  readonly replay?: ValueId;
  readonly stateBar?: ValueId;
};
export type LoopExtra = keyof LoopExtras;

export class ReversalContext {
  readonly input: ReversalInput;
  readonly values: FunctionBuilder;
  tape: ValueId | undefined;
  readonly shadows = new Map<ValueId, ValueId>();
  /** Copies of parameters that the reverse sweep reads in their place. */
  readonly snapshots = new Map<ValueId, ValueId>();
  /** For each reversed loop, its number of turns and exit code as the forward sweep left them. */
  readonly loopExtras = new Map<LoopOp, LoopExtras>();
  /** For what restores the structure of a value, what does so for its shadow. */
  readonly restores = new Map<ValueId, ValueId>();
  /** Shadows whose structure an operation restored: what gives them the structure of before, and of after. */
  readonly restored = new Map<Op, { readonly before: ValueId; readonly after: ValueId }>();

  constructor(input: ReversalInput, values: FunctionBuilder) {
    this.input = input;
    this.values = values;
  }

  /** Gives all shadows the structure that the forward sweep left them in at its end; once is enough. */
  settleStructures(into: RegionBuilder): void {
    for (const { after } of this.restored.values())
      into.add({ kind: 'helper', name: 'restore', result: undefined, args: [after] });
    this.restored.clear();
  }

  nameOf(value: ValueId): string | undefined {
    return this.values.infoOf(value).name;
  }

  /** The name of a value's adjoint or shadow. */
  barName(of: ValueId): string | undefined {
    const name = this.nameOf(of);
    return name === undefined ? undefined : `${name}Bar`;
  }

  typeOf(value: ValueId): IrType {
    return this.values.typeOf(value);
  }

  shadowValue(of: ValueId): ValueId {
    return this.values.value(shadowType(this.typeOf(of)), this.barName(of));
  }

  /** The shadow of a value in the forward sweep. */
  shadowOf(value: ValueId): ValueId {
    const found = this.shadows.get(value);
    if (found === undefined) throw new Error(`ADC9004: value %${value} has no shadow`);
    return found;
  }

  /** Makes the shadow of a value that the forward sweep is about to define. */
  pair(value: ValueId): ValueId {
    const shadow = this.shadowValue(value);
    this.shadows.set(value, shadow);
    return shadow;
  }

  /** What is written at the end of a segment. */
  frameOf(segment: Segment): readonly FrameEntry[] {
    return frameOf(this.input, segment);
  }

  /** Lanes of the tape that running an operation moves on. */
  lanesOf(op: Op): ReadonlySet<Lane> {
    const lanes = new Set<Lane>();
    const visit = (at: Op): void => {
      if (at.kind === 'call' && this.input.activity.callMask(at) !== undefined)
        LANES.forEach((lane) => lanes.add(lane));
      if (at.kind === 'loop' && this.isCheckpointed(at)) return;
      for (const region of regionsOf(at)) {
        const segment = this.input.recording.segments.ofRegion(region);
        // What a loop's test computes has no segment.
        if (segment !== undefined) this.lanesWithin(segment).forEach((lane) => lanes.add(lane));
        else region.ops.forEach(visit);
      }
    };
    visit(op);
    return lanes;
  }

  lanesWithin(segment: Segment): ReadonlySet<Lane> {
    const lanes = new Set<Lane>(this.frameOf(segment).map((entry) => entry.lane));
    for (const op of segment.ops) this.lanesOf(op).forEach((lane) => lanes.add(lane));
    if (segment.end.kind === 'branch') {
      this.lanesWithin(segment.end.exit).forEach((lane) => lanes.add(lane));
      this.lanesWithin(segment.end.rest).forEach((lane) => lanes.add(lane));
    }
    return lanes;
  }

  isCheckpointed(loop: LoopOp & Op): boolean {
    return this.input.recording.isReversed(loop) && this.input.checkpointed(loop) !== undefined;
  }

  /** The type of what a loop leaves besides primal values. */
  typeOfExtra(loop: LoopOp, kind: LoopExtra): IrType {
    if (kind === 'replay') return { kind: 'opaque', text: '() => void' };
    return kind === 'stateBar'
      ? cellsType(this.input.checkpointed(loop)!.turns.state.map(({ field }) => field))
      : NUMBER;
  }

  /** Whether a loop parameter or result of this type needs its shadow carried along. */
  carriesShadow(value: ValueId): boolean {
    return isReference(this.typeOf(value)) && this.input.activity.hasShadow(value);
  }

  region(origin: Op['origin']): RegionBuilder {
    return new RegionBuilder(this.values, origin);
  }
}

export type FrameEntry =
  | { readonly kind: 'needed'; readonly needed: Needed; readonly lane: Lane }
  | { readonly kind: LoopExtra; readonly loop: LoopOp; readonly lane: Lane };

/** What is written at the end of a segment: the recorded values, then turns and exit codes of the loops in it. */
export function frameOf(
  { fn, recording, checkpointed }: Pick<ReversalInput, 'fn' | 'recording' | 'checkpointed'>,
  segment: Segment,
): readonly FrameEntry[] {
  if (segment === recording.segments.root) return [];
  const laneOf = ({ value, shadow }: Needed): Lane => (shadow ? 'reference' : laneOfType(fn.values.get(value)!.type));
  const entries: FrameEntry[] = recording
    .frame(segment)
    .map((needed) => ({ kind: 'needed', needed, lane: laneOf(needed) }));
  for (const op of segment.ops) {
    if (op.kind !== 'loop' || !recording.isReversed(op)) continue;
    const turns = checkpointed(op)?.turns;
    if (turns !== undefined) {
      entries.push({ kind: 'replay', loop: op, lane: 'reference' });
      if (turns.state.length > 0) entries.push({ kind: 'stateBar', loop: op, lane: 'reference' });
      continue;
    }
    const plan = recording.planOf(op);
    if (plan.counter === 'counted-turns') entries.push({ kind: 'turns', loop: op, lane: 'number' });
    if (plan.exitCode) entries.push({ kind: 'exit', loop: op, lane: 'number' });
  }
  return entries;
}

/** The lane in which values of a type are recorded. */
export function laneOfType({ kind }: IrType): Lane {
  return kind === 'number' || kind === 'boolean' ? 'number' : 'reference';
}

export function cursorName(lane: Lane): string {
  return lane === 'number' ? 'top' : 'referenceTop';
}

export const NOTHING: Terminator = { kind: 'yield', values: [] };

/** Reads one number of a shadow. */
export function loadCell(into: RegionBuilder, array: ValueId, index: ValueId, name?: string): ValueId {
  return into.emit(NUMBER, (result) => cellOf(into, result, array, index), name);
}

/** The same as an operation. A key that the shadow lacks has no adjoint yet. */
export function cellOf({ fn }: RegionBuilder, result: ValueId, array: ValueId, index: ValueId): NewOp {
  return {
    kind: 'load',
    result,
    array,
    index,
    mayMiss: false,
    ...(isKeyed(fn.typeOf(array)) && { orZero: true }),
  };
}
