/** What both sweeps of one reversal share. */

import { findQuotientsOfArms } from '../../analyse/quotients-of-arms.js';
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
import type { Copy } from '../../analyse/copies.js';
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

/** What frames are written to: the lanes of the tape, and the bits that loops gather in a variable on their way there. */
export type Track = Lane | 'bits';

/** How far the sweep has got: the ends of the two lanes of the tape, and the bits at hand; undefined for what is not used. */
export type Cursors = Record<Track, ValueId | undefined>;

export const LANES: readonly Lane[] = ['number', 'reference'];
export const TRACKS: readonly Track[] = [...LANES, 'bits'];

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
  /** Quotients that the run may not use. */
  readonly quotientsOfArms: ReadonlySet<ValueId>;
  tape: ValueId | undefined;
  readonly shadows = new Map<ValueId, ValueId>();
  /** Copies of parameters that the reverse sweep reads in their place. */
  readonly snapshots = new Map<ValueId, ValueId>();
  /** Where copies of cells, which the reverse sweep reads in place of arrays, begin on the tape. */
  readonly copyStarts = new Map<Copy, ValueId>();
  /** For each reversed loop, its number of turns and exit code as the forward sweep left them. */
  readonly loopExtras = new Map<LoopOp, LoopExtras>();
  /** What the turns of each loop that are reversed in place have added to the adjoints of scalars from outside. */
  readonly addedInPlace = new Map<LoopOp, ReadonlyMap<ValueId, ValueId>>();
  /** For what restores the structure of a value, what does so for its shadow. */
  readonly restores = new Map<ValueId, ValueId>();
  /** Shadows whose structure an operation restored: what gives them the structure of before, and of after. */
  readonly restored = new Map<Op, { readonly before: ValueId; readonly after: ValueId }>();

  constructor(input: ReversalInput, values: FunctionBuilder) {
    this.input = input;
    this.values = values;
    this.quotientsOfArms = findQuotientsOfArms(input.fn, (value) => input.activity.isActive(value));
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

  /** What running an operation moves on. */
  tracksOf(op: Op): ReadonlySet<Track> {
    const tracks = new Set<Track>();
    const visit = (at: Op): void => {
      if (at.kind === 'call' && this.input.activity.callMask(at) !== undefined)
        LANES.forEach((lane) => tracks.add(lane));
      // Each turn that is reversed in place leaves the tape as it was.
      if (at.kind === 'loop' && (this.isInPlace(at) || this.isCheckpointed(at))) return;
      for (const region of regionsOf(at)) {
        const segment = this.input.recording.segments.ofRegion(region);
        // What a loop's test computes has no segment.
        if (segment !== undefined) this.tracksWithin(segment).forEach((track) => tracks.add(track));
        else region.ops.forEach(visit);
      }
    };
    visit(op);
    return tracks;
  }

  /** What the sweeps move on in the function's own body, or in turns that leave it as it was. */
  tracksUsed(): ReadonlySet<Track> {
    const { segments } = this.input.recording;
    const own = segments.all.filter(({ loop }) => loop !== undefined && this.isInPlace(loop));
    return new Set([segments.root, ...own].flatMap((segment) => [...this.tracksWithin(segment)]));
  }

  tracksWithin(segment: Segment): ReadonlySet<Track> {
    const tracks = new Set<Track>(this.frameOf(segment).map((entry) => entry.track));
    // Words that are full go to the tape.
    if (tracks.has('bits')) tracks.add('number');
    for (const op of segment.ops) {
      this.tracksOf(op).forEach((track) => tracks.add(track));
      if (this.copiesBefore(op).length > 0) tracks.add('number');
    }
    if (segment.end.kind === 'branch') {
      this.tracksWithin(segment.end.exit).forEach((track) => tracks.add(track));
      this.tracksWithin(segment.end.rest).forEach((track) => tracks.add(track));
    }
    return tracks;
  }

  /** What is copied before an operation, should it be a loop. */
  copiesBefore(op: Op): readonly Copy[] {
    return op.kind === 'loop' ? this.input.recording.copiesBefore(op) : [];
  }

  /** Whether each turn of a loop is reversed as soon as it has run. */
  isInPlace(loop: LoopOp): boolean {
    return this.input.recording.independent(loop) !== undefined;
  }

  isCheckpointed(loop: LoopOp & Op): boolean {
    const { recording, checkpointed } = this.input;
    return recording.isReversed(loop) && !this.isInPlace(loop) && checkpointed(loop) !== undefined;
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

/** `bits`: how many it takes of that track. */
export type FrameEntry = { readonly track: Track; readonly bits?: number } & (
  | { readonly kind: 'needed'; readonly needed: Needed }
  | { readonly kind: LoopExtra; readonly loop: LoopOp }
);

/** What is written at the end of a segment: the recorded values, then turns and exit codes of the loops in it. */
export function frameOf(
  { fn, recording, checkpointed }: Pick<ReversalInput, 'fn' | 'recording' | 'checkpointed'>,
  segment: Segment,
): readonly FrameEntry[] {
  if (segment === recording.segments.root || recording.isReversedInPlace(segment)) return [];
  const isRepeated = isInLoop(segment);
  /** Where something goes that is one of the integers from 0 on, up to that one. */
  const trackUpTo = (greatest: number): Pick<FrameEntry, 'track' | 'bits'> => {
    const bits = Math.max(1, Math.ceil(Math.log2(greatest + 1)));
    return isRepeated && bits <= WIDEST_GROUP ? { track: 'bits', bits } : { track: 'number' };
  };
  const trackOf = ({ value, shadow }: Needed): Pick<FrameEntry, 'track' | 'bits'> => {
    const { type } = fn.values.get(value)!;
    if (shadow || laneOfType(type) === 'reference') return { track: 'reference' };
    return trackUpTo(type.kind === 'boolean' ? 1 : (recording.loops.greatest(value) ?? Infinity));
  };
  const entries: FrameEntry[] = recording
    .frame(segment)
    .map((needed) => ({ kind: 'needed', needed, ...trackOf(needed) }));
  for (const op of segment.ops) {
    if (op.kind !== 'loop' || !recording.isReversed(op) || recording.independent(op) !== undefined) continue;
    const turns = checkpointed(op)?.turns;
    if (turns !== undefined) {
      entries.push({ kind: 'replay', loop: op, track: 'reference' });
      if (turns.state.length > 0) entries.push({ kind: 'stateBar', loop: op, track: 'reference' });
      continue;
    }
    const plan = recording.planOf(op);
    if (plan.counter === 'counted-turns')
      entries.push({ kind: 'turns', loop: op, ...trackUpTo(plan.facts.most ?? Infinity) });
    if (plan.exitCode)
      entries.push({ kind: 'exit', loop: op, ...trackUpTo(exitsOf(recording.segments.ofRegion(op.body))) });
  }
  const narrow = entries.filter(({ track }) => track === 'bits');
  if (narrow.length >= LEAST_PART * entries.length) return entries;
  return entries.map(({ bits, ...entry }) => (bits === undefined ? entry : { ...entry, track: 'number' }));
}

/** How many bits a word holds: it stays a positive integer of 32 bits. */
export const BITS_OF_WORD = 30;
const WIDEST_GROUP = 15;
/** The part of a frame from which on bits save enough to be worth the code that packs them. */
const LEAST_PART = 1 / 4;

export type BitsEntry = FrameEntry & { readonly bits: number };

/** What a frame writes as bits: in groups, of which each goes into one word. */
export function bitGroups(frame: readonly FrameEntry[]): readonly (readonly BitsEntry[])[] {
  const groups: BitsEntry[][] = [];
  for (const entry of frame) {
    if (entry.bits === undefined) continue;
    const last = groups.at(-1);
    const bitsEntry = { ...entry, bits: entry.bits };
    if (last === undefined || widthOf(last) + entry.bits > WIDEST_GROUP) groups.push([bitsEntry]);
    else last.push(bitsEntry);
  }
  return groups;
}

export function widthOf(group: readonly BitsEntry[]): number {
  return group.reduce((sum, { bits }) => sum + bits, 0);
}

/** The lane in which values of a type are recorded. */
export function laneOfType({ kind }: IrType): Lane {
  return kind === 'number' || kind === 'boolean' ? 'number' : 'reference';
}

/** Whether a segment runs with the turns of a loop. */
function isInLoop(segment: Segment): boolean {
  for (let at: Segment | undefined = segment; at !== undefined; at = at.parent) if (at.loop !== undefined) return true;
  return false;
}

/** The highest number of an exit of a loop whose body begins with the segment. */
function exitsOf({ end }: Segment): number {
  return end.kind === 'leaf' ? 0 : Math.max(end.code, exitsOf(end.exit), exitsOf(end.rest));
}

const cursorNames = { number: 'top', reference: 'referenceTop', bits: 'bits' } as const;

export function cursorName(track: Track): string {
  return cursorNames[track];
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
