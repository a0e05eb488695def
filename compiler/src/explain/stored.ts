/** What stretches of a function put on the tape, and how many bytes that is. */

import type { Segment } from '../analyse/segments.js';
import type { CallOp, LoopOp, Op } from '../ir/types.js';
import { type FrameEntry, frameOf, type ReversalInput } from '../transform/adjoint/index.js';
import type { Bytes, Piece, Extent, Stored, StoredItem, StoringCall } from './explanation.js';
import { kindOf, type Words } from './words.js';

export const CELL = 8;
const NOTHING: Bytes = { least: 0, most: 0, open: false, bits: { least: 0, most: 0 } };

/** What a stretch stores that is run once: not what the turns of loops in it store, unless their number is known. */
export type Stretch = { readonly stored: Stored; readonly loops: readonly (LoopOp & Op)[] };

/** What of other functions and of loops has to be known. */
export type Sizes = {
  readonly ofCall: (op: CallOp & Op) => { readonly callee: string; readonly bytes: Bytes } | undefined;
  readonly ofLoop: (op: LoopOp & Op) => Bytes;
};

export function storedIn(input: ReversalInput, first: Segment, words: Words, sizes: Sizes): Stretch {
  const items: StoredItem[] = [];
  const calls: StoringCall[] = [];
  const loops: (LoopOp & Op)[] = [];
  const { segments, isReversed } = input.recording;

  const ofSegment = (segment: Segment, within: Piece | undefined): Bytes => {
    const frame = frameOf(input, segment);
    items.push(...frame.map((entry) => itemOf(entry, within, words)));
    const parts: Bytes[] = [sizeOf(frame)];
    for (const op of segment.ops) parts.push(ofOp(op, within));
    if (segment.end.kind === 'branch') {
      const { op, exit, rest } = segment.end;
      const at = words.piece(op);
      parts.push(either([ofSegment(exit, at), ofSegment(rest, within)]));
    }
    return together(parts);
  };
  const ofOp = (op: Op, within: Piece | undefined): Bytes => {
    if (op.kind === 'loop') {
      loops.push(op);
      return isReversed(op) ? sizes.ofLoop(op) : NOTHING;
    }
    if (op.kind === 'if') {
      const at = words.piece(op);
      const arms = [op.then, op.else].filter((arm) => arm.end.kind !== 'throw');
      const found = arms.map((arm) => ofSegment(segments.ofRegion(arm), at));
      // The loops of an arm that throws run all the same.
      for (const arm of [op.then, op.else]) if (arm.end.kind === 'throw') loops.push(...loopsIn(arm.ops));
      return either(found);
    }
    const call = op.kind === 'call' ? sizes.ofCall(op) : undefined;
    if (call === undefined) return NOTHING;
    if (isSomething(call.bytes)) calls.push({ ...call, at: words.piece(op), within });
    return call.bytes;
  };
  const bytes = ofSegment(first, undefined);
  return { stored: { items, calls, bytes }, loops };
}

function loopsIn(ops: readonly Op[]): readonly (LoopOp & Op)[] {
  return ops.flatMap((op) => (op.kind === 'loop' ? [op] : []));
}

export function itemOf(entry: FrameEntry | undefined, within: Piece | undefined, words: Words): StoredItem {
  if (entry === undefined)
    return { what: { kind: 'value', name: undefined, at: undefined }, why: undefined, bits: undefined, within };
  const { bits } = entry;
  if (entry.kind === 'needed') return { what: words.what(entry.needed), why: words.why(entry.needed), bits, within };
  const at = words.head(entry.loop as LoopOp & Op);
  const by = kindOf(entry.loop);
  const what = {
    turns: { kind: 'turns', at },
    exit: { kind: 'exit', at },
    replay: { kind: 'states', by, at },
    stateBar: { kind: 'derivatives-of-state', by, at },
  } as const;
  return { what: what[entry.kind], why: undefined, bits, within };
}

/** So many cells. */
export function exactly(cells: number, bits = 0): Bytes {
  return { least: cells * CELL, most: cells * CELL, open: false, bits: { least: bits, most: bits } };
}

function sizeOf(frame: readonly FrameEntry[]): Bytes {
  const bits = frame.flatMap((entry) => entry.bits ?? []);
  return exactly(
    frame.length - bits.length,
    bits.reduce((sum, each) => sum + each, 0),
  );
}

export function isSomething({ most, open, bits }: Bytes): boolean {
  return most > 0 || bits.most > 0 || open;
}

export function together(parts: readonly Bytes[]): Bytes {
  const sum = (ranges: readonly Extent[]): Extent => ({
    least: ranges.reduce((total, { least }) => total + least, 0),
    most: ranges.reduce((total, { most }) => total + most, 0),
  });
  return { ...sum(parts), open: parts.some(({ open }) => open), bits: sum(parts.map(({ bits }) => bits)) };
}

/** What so many turns store. */
export function times(count: number, { open, bits, ...bytes }: Bytes): Bytes {
  const scaled = ({ least, most }: Extent): Extent => ({ least: count * least, most: count * most });
  return { ...scaled(bytes), open, bits: scaled(bits) };
}

function either(ways: readonly Bytes[]): Bytes {
  if (ways.length === 0) return NOTHING;
  const span = (ranges: readonly Extent[]): Extent => ({
    least: Math.min(...ranges.map(({ least }) => least)),
    most: Math.max(...ranges.map(({ most }) => most)),
  });
  return { ...span(ways), open: ways.some(({ open }) => open), bits: span(ways.map(({ bits }) => bits)) };
}
