/**
 * Truth values and small integers that the turns of loops record: the sweeps gather their bits in a variable, the word, which
 * goes to the numeric lane when it is full.
 *
 * The highest bit of a word tells where its contents end: it is 1 when nothing is in it. Only the very first word begins with
 * a bit more, so that it never looks as if there were another one on the tape. A word goes to the tape right before the bits
 * that it has no room for, and comes back right behind them: so the lane stays last in, first out, with its one cursor.
 */

import type { RegionBuilder } from '../../ir/builder.js';
import { BOOLEAN, NUMBER } from '../../ir/type-facts.js';
import type { ValueId } from '../../ir/types.js';
import {
  type Cursors,
  type FrameEntry,
  type ReversalContext,
  BITS_OF_WORD,
  bitGroups,
  cursorName,
  widthOf,
} from './context.js';

/** Where a sweep writes or reads. */
type Place = { readonly into: RegionBuilder; readonly cursors: Cursors };

/** The word that a function begins with; undefined where no turn of it records bits. */
export function firstWord(context: ReversalContext, into: RegionBuilder): ValueId | undefined {
  return context.tracksUsed().has('bits') ? into.constant(2) : undefined;
}

/** Writes the bits of a frame. There must be room on the tape for a word for each group of them. */
export function pushBits(
  context: ReversalContext,
  frame: readonly FrameEntry[],
  valueOf: (entry: FrameEntry) => ValueId,
  { into, cursors }: Place,
): void {
  for (const group of bitGroups(frame)) {
    makeRoom(context, widthOf(group), { into, cursors });
    const numbers = group.map((entry) => {
      const value = valueOf(entry);
      const isTruth = context.typeOf(value).kind === 'boolean';
      return isTruth ? into.apply('select', [value, into.constant(1), into.constant(0)]) : value;
    });
    let word = cursors.bits!;
    group.forEach(({ bits }, i) => {
      const shifted = into.apply('shl', [word, into.constant(bits)]);
      word = into.apply('bitOr', [shifted, numbers[i]!], NUMBER, cursorName('bits'));
    });
    cursors.bits = word;
  }
}

/** Writes the word to the tape, and begins a new one, if it has no room for so many bits. */
function makeRoom(context: ReversalContext, bits: number, { into, cursors }: Place): void {
  const [tape, lane, cursor, word] = [context.tape!, 'number', cursors.number!, cursors.bits!] as const;
  const full = 2 ** (BITS_OF_WORD + 1 - bits);
  const test = into.apply('ge', [word, into.constant(full, `0x${full.toString(16)}`)], BOOLEAN);
  const then = into.nested();
  then.add({ kind: 'tapeStore', tape, lane, cursor, value: word });
  const behind = then.apply('add', [cursor, then.constant(1)], NUMBER, cursorName(lane));
  const arms = [
    then.end({ kind: 'yield', values: [then.constant(1), behind] }),
    into.nested().end({ kind: 'yield', values: [word, cursor] }),
  ] as const;
  choose(context, test, arms, { into, cursors });
}

/** Reads what `pushBits` has written, the last first. */
export function popBits(
  context: ReversalContext,
  frame: readonly FrameEntry[],
  { into, cursors }: Place,
): readonly { readonly entry: FrameEntry; readonly value: ValueId }[] {
  const popped: { entry: FrameEntry; value: ValueId }[] = [];
  for (const group of [...bitGroups(frame)].reverse()) {
    const word = cursors.bits!;
    let below = 0;
    for (const entry of [...group].reverse()) {
      const shifted = below === 0 ? word : into.apply('shr', [word, into.constant(below)]);
      const name = entry.kind === 'needed' ? context.nameOf(entry.needed.value) : entry.kind;
      const isTruth = entry.kind === 'needed' && context.typeOf(entry.needed.value).kind === 'boolean';
      const args = [shifted, into.constant(2 ** entry.bits - 1)];
      const found = into.apply('bitAnd', args, NUMBER, isTruth ? undefined : name);
      const value = isTruth ? into.apply('ne', [found, into.constant(0)], BOOLEAN, name) : found;
      popped.push({ entry, value });
      below += entry.bits;
    }
    cursors.bits = into.apply('shr', [word, into.constant(below)], NUMBER, cursorName('bits'));
    takeUp(context, { into, cursors });
  }
  return popped;
}

/** Reads the word before from the tape if nothing is left of this one. */
function takeUp(context: ReversalContext, { into, cursors }: Place): void {
  const [tape, lane, cursor, word] = [context.tape!, 'number', cursors.number!, cursors.bits!] as const;
  const test = into.apply('eq', [word, into.constant(1)], BOOLEAN);
  const then = into.nested();
  const before = then.apply('sub', [cursor, then.constant(1)], NUMBER, cursorName(lane));
  const cell = then.emit(NUMBER, (result) => ({ kind: 'tapeLoad', result, tape, lane, cursor: before }));
  // What is read as an integer is kept as one by engines.
  const full = then.apply('bitOr', [cell, then.constant(0)], NUMBER, cursorName('bits'));
  const arms = [
    then.end({ kind: 'yield', values: [full, before] }),
    into.nested().end({ kind: 'yield', values: [word, cursor] }),
  ] as const;
  choose(context, test, arms, { into, cursors });
}

/** An `if` that yields a word and the end of the numeric lane. */
function choose(
  { values }: ReversalContext,
  test: ValueId,
  [then, otherwise]: readonly [ReturnType<RegionBuilder['end']>, ReturnType<RegionBuilder['end']>],
  { into, cursors }: Place,
): void {
  const results = (['bits', 'number'] as const).map((track) => values.value(NUMBER, cursorName(track)));
  into.add({ kind: 'if', test, then, else: otherwise, results });
  [cursors.bits, cursors.number] = results;
}
