/**
 * What `adc explain` tells: for each function that is reversed, and for each loop in it, what is stored and why.
 *
 * Before: all companions made. After: plain data; nothing is changed. It is computed only for who asks for it.
 */

import type { LoopPlan } from '../analyse/recording.js';
import type { Counted } from '../analyse/loops.js';
import type { CallOp, LoopOp, Op, ValueId } from '../ir/types.js';
import type { CheckpointedLoop, Crossing, ReversalInput } from '../transform/adjoint/index.js';
import type { Bytes, Explanation, LoopExplanation, Mode, Reversal, What } from './explanation.js';
import { isOffered } from '../transform/offer-loops.js';
import type { UnrollNote } from '../transform/unroll.js';
import { CELL, exactly, isSomething, itemOf, type Sizes, storedIn, times, together } from './stored.js';
import { type Texts, Words } from './words.js';

export type { Explanation } from './explanation.js';
export type { Texts } from './words.js';

/** One pair of sweeps and how it is packed; see the pipeline. */
type Packed = {
  readonly companion: Explanation['companion'];
  readonly variant: string;
  readonly input: ReversalInput;
  readonly crossing: () => readonly Crossing[];
};

type Facts = {
  /** Functions made of the turns of loops. */
  readonly turns: ReadonlyMap<string, unknown>;
  /** What became of the loops of a function before it was differentiated. */
  readonly unrolling: (key: string) => readonly UnrollNote[];
  readonly texts: Texts;
};

/** In the order in which they were made; the turns of checkpointed loops stand with their loops. */
export function explainReversals(reversals: readonly Packed[], facts: Facts): readonly Explanation[] {
  const explainer = new Explainer(reversals, facts);
  return reversals.filter(({ input }) => !facts.turns.has(input.fn.key)).map((each) => explainer.explain(each));
}

class Explainer {
  readonly #halves: ReadonlyMap<string, Packed>;
  readonly #texts: Texts;
  readonly #unrolling: Facts['unrolling'];
  /** Undefined while it is being found: of a function that calls itself. */
  readonly #sizes = new Map<Packed, Bytes | undefined>();

  constructor(reversals: readonly Packed[], { texts, unrolling }: Facts) {
    const halves = reversals.filter(({ companion }) => companion === 'halves');
    this.#halves = new Map(halves.map((each) => [idOf(each.input.fn.key, each.variant), each]));
    this.#texts = texts;
    this.#unrolling = unrolling;
  }

  explain(packed: Packed): Explanation {
    const { companion, input } = packed;
    const { fn, activity, recording } = input;
    const words = new Words(input, this.#texts);
    const { line } = this.#texts.piece(fn.origin);
    const { stored, loops } = this.#root(packed);
    const named = (values: readonly ValueId[]): readonly string[] =>
      [...new Set(values.map((value) => words.nameOf(value)))].filter((name) => name !== undefined);
    return {
      key: fn.key,
      name: fn.name,
      file: fn.origin.file,
      line,
      companion,
      withRespectTo: named(fn.params.flatMap(({ value }, i) => (activity.mask[i] === '1' ? [value] : []))),
      active: named([...fn.values.keys()].filter((value) => activity.isActive(value) || activity.hasShadow(value))),
      copied: named(recording.snapshots),
      variables: companion === 'halves' ? [] : this.#variables(input, words),
      once: stored,
      loops: loops.map((loop) => this.#loop(input, loop, words)),
      unrolled: this.#unrolling(fn.key).map(({ origin, ...note }) => ({ head: this.#texts.head(origin), ...note })),
    };
  }

  #root({ input, crossing }: Packed): ReturnType<typeof storedIn> {
    const words = new Words(input, this.#texts);
    const { stored, loops } = storedIn(input, input.recording.segments.root, words, this.#sizesIn(input));
    const crossed = crossing().map((entry) => itemOf(entry, undefined, words));
    const bytes = together([exactly(crossed.length), stored.bytes]);
    return { stored: { ...stored, items: [...crossed, ...stored.items], bytes }, loops };
  }

  /** What the reverse sweep finds in variables: numbers and truth values that had to be computed. */
  #variables(input: ReversalInput, words: Words): readonly What[] {
    const { recording, fn } = input;
    return [...fn.values].flatMap(([value, { type }]) => {
      const needed = { value, shadow: false };
      const op = recording.places.definition(value);
      const isOwn =
        op !== undefined && op.kind !== 'const' && recording.segments.definedIn(value) === recording.segments.root;
      if (!isOwn || recording.neededBy(needed) === undefined) return [];
      return type.kind === 'number' || type.kind === 'boolean' ? [words.what(needed)] : [];
    });
  }

  #loop(input: ReversalInput, loop: LoopOp & Op, words: Words): LoopExplanation {
    const { recording } = input;
    const head = words.head(loop);
    const turns = turnsOf(input, loop);
    if (!recording.isReversed(loop)) {
      // Loops inside are no different.
      return { head, turns, reversal: undefined, grows: false, loops: [] };
    }
    const isInPlace = recording.independent(loop) !== undefined;
    const checkpointed = isInPlace ? undefined : input.checkpointed(loop);
    if (checkpointed !== undefined)
      return { head, turns, grows: false, ...this.#checkpointed(loop, checkpointed, words) };
    const { stored, loops } = storedIn(input, recording.segments.ofRegion(loop.body), words, this.#sizesIn(input));
    const stores = isSomething(stored.bytes);
    return {
      head,
      turns,
      reversal: {
        counting: isInPlace ? { by: 'in-place' } : countingOf(recording.planOf(loop), loop, words, head.text),
        mode: isInPlace ? { kind: 'in-place', asked: asksForCheckpoints(loop) } : { kind: 'record' },
        stored,
        ...this.#followed(input, loop, words),
      },
      grows: stores && !isInPlace && turns.kind === 'unknown' && !turns.limited,
      loops: loops.map((each) => this.#loop(input, each, words)),
    };
  }

  /** What a turn of a checkpointed loop records is told by the function that its turns have become. */
  #checkpointed(
    loop: LoopOp & Op,
    checkpointed: CheckpointedLoop,
    words: Words,
  ): Pick<LoopExplanation, 'reversal' | 'loops'> {
    const { shape } = checkpointed;
    const mode = modeOf(loop, checkpointed, words);
    const { input: inner } = this.#halves.get(idOf(shape.forward.key, shape.forward.variant))!;
    const own = inner.fn.body.ops.find((op) => op.kind === 'loop' && op.label === loop.label) as LoopOp & Op;
    const innerWords = new Words(inner, this.#texts);
    const { stored, loops } = storedIn(
      inner,
      inner.recording.segments.ofRegion(own.body),
      innerWords,
      this.#sizesIn(inner),
    );
    return {
      reversal: {
        counting: { by: mode.kind === 'fixed-point' ? 'solution' : 'states' },
        mode,
        stored,
        ...this.#followed(inner, own, innerWords),
      },
      loops: loops.map((each) => this.#loop(inner, each, innerWords)),
    };
  }

  /** What of a loop's own turns need not be stored. */
  #followed(
    { fn, recording }: ReversalInput,
    loop: LoopOp & Op,
    words: Words,
  ): Pick<Reversal, 'recomputed' | 'restored'> {
    const { places } = recording;
    const inTest = new Set(loop.test.ops);
    const own = [...fn.values.keys()].filter((value) => places.loopsAround(value).at(-1) === loop);
    const isOfSource = (op: Op): boolean => op.origin !== undefined && words.loopAround(op) === undefined;
    const again = own.flatMap((value) => {
      const op = places.definition(value);
      const isTold = op !== undefined && op.kind !== 'const' && !inTest.has(op) && isOfSource(op);
      return isTold && recording.isRecomputed({ value, shadow: false }) ? [words.piece(op)] : [];
    });
    const restored = own.filter((value) => recording.restoredFrom(value)?.loop === loop);
    return {
      recomputed: [...new Map(again.map((piece) => [`${piece.line} ${piece.text}`, piece])).values()],
      restored: restored.map((value) => words.what({ value, shadow: false })),
    };
  }

  #sizesIn(input: ReversalInput): Sizes {
    const { recording } = input;
    return {
      ofCall: (op) => this.#call(input, op),
      ofLoop: (loop) => {
        // Nothing is left of turns that have been reversed, and the states of a checkpointed loop are no part of the tape.
        if (recording.independent(loop) !== undefined || input.checkpointed(loop) !== undefined) return exactly(0);
        const { stored } = storedIn(
          input,
          recording.segments.ofRegion(loop.body),
          new Words(input, this.#texts),
          this.#sizesIn(input),
        );
        const turns = turnsOf(input, loop);
        if (turns.kind !== 'constant') return { ...exactly(0), open: isSomething(stored.bytes) };
        return times(turns.count, stored.bytes);
      },
    };
  }

  #call(input: ReversalInput, op: CallOp & Op): ReturnType<Sizes['ofCall']> {
    const mask = input.activity.callMask(op);
    if (mask === undefined) return undefined;
    const { key, variant } = input.halves(op, mask).forward;
    const halves = this.#halves.get(idOf(key, variant))!;
    return { callee: halves.input.fn.name, bytes: this.#sizeOf(halves) };
  }

  #sizeOf(halves: Packed): Bytes {
    if (!this.#sizes.has(halves)) {
      this.#sizes.set(halves, undefined);
      this.#sizes.set(halves, this.#root(halves).stored.bytes);
    }
    return this.#sizes.get(halves) ?? { ...exactly(0), open: true };
  }
}

const idOf = (key: string, variant: string): string => `${key} ${variant}`;

function turnsOf({ fn, recording, isResized }: ReversalInput, loop: LoopOp): LoopExplanation['turns'] {
  const { places } = recording;
  const { counted, limit } = recording.loops.factsOf(loop);
  const constantOf = (value: ValueId): number | undefined => {
    const op = places.definition(value);
    if (op?.kind === 'const' && typeof op.value === 'number') return op.value;
    if (op?.kind !== 'length') return undefined;
    const type = fn.values.get(op.array)!.type;
    return type.kind === 'array' ? type.fixedLength : undefined;
  };
  /** Whether it is the same in every turn. */
  const isSteady = (value: ValueId): boolean => {
    const op = places.definition(value);
    if (op === undefined || !loop.test.ops.includes(op) || op.kind === 'const') return true;
    return op.kind === 'length' ? !isResized(op.array) : op.kind === 'apply' && op.args.every(isSteady);
  };
  const known = (of: Counted | undefined): of is Counted => of !== undefined && isSteady(of.bound);
  if (!known(counted)) return { kind: 'unknown', limited: known(limit) };
  const { induction, relation, bound } = counted;
  const [first, last] = [constantOf(loop.initial[induction.index]!), constantOf(bound)];
  if (first === undefined || last === undefined) return { kind: 'ahead' };
  const span = (last - first) / induction.step;
  const count = relation === 'lt' || relation === 'gt' ? Math.ceil(span) : Math.floor(span) + 1;
  return Number.isFinite(count) ? { kind: 'constant', count: Math.max(0, count) } : { kind: 'ahead' };
}

function countingOf({ counter, facts }: LoopPlan, loop: LoopOp, words: Words, head: string): Reversal['counting'] {
  if (counter === 'counted-turns') return { by: 'turns' };
  if (counter === 'turns-from-bounds') return { by: 'bounds' };
  const name = words.nameOf(loop.params[facts.counted!.induction.index]!);
  // The counter of a loop over elements has a name that the program does not know.
  const isOfSource = name !== undefined && head.split(/[^\w$]+/).includes(name);
  return { by: 'counter', name: isOfSource ? name : undefined };
}

/** Whether a pragma wants states of a loop to be kept. */
function asksForCheckpoints(loop: LoopOp): boolean {
  const plan = loop.directives?.checkpoint?.plan;
  return plan !== undefined && plan !== 'none' && !isOffered(loop);
}

function modeOf(loop: LoopOp, { plan, turns, memory, constant }: CheckpointedLoop, words: Words): Mode {
  const names = (values: readonly ValueId[]): readonly string[] => [
    ...new Set(values.map((value) => words.nameOf(value) ?? 'something without a name')),
  ];
  const cells = [...turns.state, ...turns.counts];
  const scalars = names(cells.map((cell) => (cell.kind === 'outer' ? cell.value : loop.params[cell.index]!)));
  if (plan.plan === 'fixed-point') return { kind: 'fixed-point', scalars, contents: names(memory) };
  // The number of the turn is among the cells, and kept with them once more.
  const kept = {
    bytes: CELL * (cells.length + (turns.ends ? 3 : 2)),
    contents: names(memory),
    shared: names(constant),
  };
  if (plan.plan === 'call') return { kind: 'call', ...kept };
  const count = plan.plan === 'revolve' ? plan.slots : plan.plan === 'every' ? plan.turns : undefined;
  return { kind: 'checkpoint', plan: isOffered(loop) ? 'offered' : plan.plan, count, scalars, ...kept };
}
