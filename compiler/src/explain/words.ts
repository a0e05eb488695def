/** Values of the IR in terms of the source: which one it is, and what it is needed for. */

import type { Needed } from '../analyse/recording.js';
import type { LoopOp, Op, Origin, ValueId } from '../ir/types.js';
import { opsOf } from '../ir/walk.js';
import type { ReversalInput } from '../transform/adjoint/index.js';
import type { Piece, What, Why } from './explanation.js';

/** The source text. */
export type Texts = {
  readonly piece: (origin: Origin) => Piece;
  /** Of a loop: its head only. */
  readonly head: (origin: Origin) => Piece;
};

export class Words {
  readonly #input: ReversalInput;
  readonly #texts: Texts;
  readonly #params: ReadonlySet<ValueId>;
  readonly #loops: readonly (LoopOp & Op)[];

  constructor(input: ReversalInput, texts: Texts) {
    this.#input = input;
    this.#texts = texts;
    this.#params = new Set(input.fn.params.map(({ value }) => value));
    this.#loops = [...opsOf(input.fn.body)].flatMap((op) => (op.kind === 'loop' ? [op] : []));
  }

  nameOf(value: ValueId): string | undefined {
    return this.#input.fn.values.get(value)?.name;
  }

  piece(op: Op): Piece {
    return this.#texts.piece(op.origin ?? this.#input.fn.origin);
  }

  head(op: Op): Piece {
    return this.#texts.head(op.origin ?? this.#input.fn.origin);
  }

  what({ value, shadow }: Needed): What {
    if (shadow) return { kind: 'derivatives', of: this.what({ value, shadow: false }) };
    const { places, copyNamed } = this.#input.recording;
    const copy = copyNamed(value);
    if (copy !== undefined)
      return { kind: 'copy', name: this.nameOf(copy.of), at: this.head(copy.loop as typeof copy.loop & Op) };
    const name = this.nameOf(value);
    const loop = places.loopOf(value);
    if (loop !== undefined) return { kind: 'carried', name, at: this.head(loop as typeof loop & Op) };
    if (this.#params.has(value) && name !== undefined) return { kind: 'parameter', name };
    const op = places.definition(value);
    if (op?.kind === 'loop') return { kind: 'left', name, by: kindOf(op), at: this.head(op) };
    if (op?.kind === 'if') return { kind: 'left', name, by: 'branch', at: this.piece(op) };
    const loopAround = op && this.loopAround(op);
    if (loopAround === undefined) return { kind: 'value', name, at: op && this.piece(op) };
    const at = this.head(loopAround);
    if (op!.kind === 'length') return { kind: 'length', at };
    if (this.#isExit(value, op!)) return { kind: 'exit', at };
    // The element of which a method makes a parameter, for example.
    return { kind: 'value', name, at: name === undefined ? at : { ...at, text: name } };
  }

  /** The loop that an operation belongs to as a whole: the source says nothing of it. */
  loopAround(op: Op): (LoopOp & Op) | undefined {
    const { origin } = op;
    return this.#loops.find(
      (loop) => loop !== op && loop.origin?.start === origin?.start && loop.origin?.end === origin?.end,
    );
  }

  /** Whether a value tells by which of its exits a loop was left. */
  #isExit(value: ValueId, op: Op): boolean {
    // So they are named when exits get structured.
    return [value, ...(op.kind === 'apply' ? op.args : [])].some((each) => this.nameOf(each) === 'exit');
  }

  /** What a value was first needed for; undefined where nothing of the source is. */
  why(needed: Needed): Why | undefined {
    const op = this.#input.recording.neededBy(needed);
    if (op?.origin === undefined) return undefined;
    const [use, reads] = this.#use(op, needed);
    return { use, at: op.kind === 'loop' ? this.head(op) : this.piece(op), again: !reads };
  }

  /** What the reversal of an operation does with a value, and whether it is the value itself. */
  #use(op: Op, { value, shadow }: Needed): readonly [use: Why['use'], reads: boolean] {
    switch (op.kind) {
      case 'apply':
        if (op.result === value) return ['result', true];
        return ['operand', op.args.includes(value)];
      case 'load':
      case 'store':
        if (shadow) return ['derivatives', op.array === value];
        return ['index', op.index === value];
      case 'if':
        return ['branch', op.test === value];
      case 'loop':
        return ['bound', this.#isBound(op, value)];
      default:
        return [shadow ? 'derivatives' : 'operand', true];
    }
  }

  #isBound(op: Op & { kind: 'loop' }, value: ValueId): boolean {
    return op.initial.includes(value) || this.#input.recording.loops.factsOf(op).counted?.bound === value;
  }
}

/** Whether a loop is one of the program, or made for a call that is checkpointed. */
export function kindOf({ directives }: LoopOp): 'loop' | 'call' {
  return directives?.checkpoint?.plan === 'call' ? 'call' : 'loop';
}
