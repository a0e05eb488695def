/** What `adc explain` tells of a function: plain data, in terms of the source. */

import type { Origin } from '../ir/types.js';
import type { UnrollNote } from '../transform/unroll.js';

/** A place in the source, with the text that stands there, on one line. */
export type Piece = { readonly origin: Origin; readonly line: number; readonly text: string };

/** One way in which a function is reversed. */
export type Explanation = {
  readonly key: string;
  readonly name: string;
  readonly file: string;
  readonly line: number;
  /** The companion that does it; halves are for callers that are reversed themselves. */
  readonly companion: 'adjoint' | 'pullback' | 'halves';
  /** Parameters whose derivatives are asked for. */
  readonly withRespectTo: readonly string[];
  /** Variables that carry a derivative. */
  readonly active: readonly string[];
  /** Parameters that are copied, since the caller may change them before the reverse sweep. */
  readonly copied: readonly string[];
  /** What stays in variables from one sweep to the other. */
  readonly variables: readonly What[];
  /** What is stored once for each call, outside loops. */
  readonly once: Stored;
  /** Outermost ones, in the order of the source. */
  readonly loops: readonly LoopExplanation[];
  /** Loops, also of what was put in line, as far as constants decide the number of their turns or a pragma speaks of them. */
  readonly unrolled: readonly UnrolledLoop[];
};

/** What became of a loop before differentiation. */
export type UnrolledLoop = Omit<UnrollNote, 'origin'> & { readonly head: Piece };

export type LoopExplanation = {
  /** The head as it is written. */
  readonly head: Piece;
  readonly turns:
    | { readonly kind: 'constant'; readonly count: number }
    /** Known when the loop begins. */
    | { readonly kind: 'ahead' }
    /** Known when it ends; `limited`: the head tells a number that it does not exceed. */
    | { readonly kind: 'unknown'; readonly limited: boolean };
  /** Undefined for a loop through which no derivative flows. */
  readonly reversal: Reversal | undefined;
  /** The tape gets longer with each turn, and nobody knows before the loop how long. */
  readonly grows: boolean;
  readonly loops: readonly LoopExplanation[];
};

export type Reversal = {
  readonly counting: /** The loop's own counter runs backwards. */
  | { readonly by: 'counter'; readonly name: string | undefined }
    /** The number of turns follows from the bounds of the loop. */
    | { readonly by: 'bounds' }
    /** The turns are counted in the forward sweep, and the number is kept. */
    | { readonly by: 'turns' }
    /** Each turn is reversed as soon as it has run. */
    | { readonly by: 'in-place' }
    /** Turns are made again from states. */
    | { readonly by: 'states' }
    /** One turn, the last, is reversed again and again. */
    | { readonly by: 'solution' };
  readonly mode: Mode;
  /** What a turn puts on the tape. */
  readonly stored: Stored;
  /** What is computed again from it, or from what is there anyway. */
  readonly recomputed: readonly Piece[];
  /** What is not stored because the turn behind has stored it. */
  readonly restored: readonly What[];
};

export type Mode =
  | { readonly kind: 'record' }
  /** Turns have nothing to do with each other; `asked`: a pragma speaks of checkpoints, for which there is nothing to do. */
  | { readonly kind: 'in-place'; readonly asked: boolean }
  /** The solution is kept: these variables, and the contents of these arrays and objects. */
  | { readonly kind: 'fixed-point'; readonly scalars: readonly string[]; readonly contents: readonly string[] }
  /** It is a call, which is made again: kept are so many bytes, the contents of these, and one copy for all calls of those. */
  | {
      readonly kind: 'call';
      readonly bytes: number;
      readonly contents: readonly string[];
      readonly shared: readonly string[];
    }
  | {
      readonly kind: 'checkpoint';
      /** `offered`: by the option `tapeBudget`, no pragma. */
      readonly plan: 'auto' | 'offered' | 'revolve' | 'every';
      /** Of `revolve`: how many states are held at a time; of `every`: how many turns lie between two. */
      readonly count: number | undefined;
      /** What a state consists of: variables by their names … */
      readonly scalars: readonly string[];
      /** … with the number of turns and such, so many bytes … */
      readonly bytes: number;
      /** … and the contents of these arrays and objects. */
      readonly contents: readonly string[];
      /** Arrays and objects of which one copy is kept for all states. */
      readonly shared: readonly string[];
    };

/** What a turn, or a call, puts on the tape: 8 bytes for each number and for each reference, bits for what is known to be small. */
export type Stored = {
  readonly items: readonly StoredItem[];
  readonly calls: readonly StoringCall[];
  /** Of which branch is taken it depends how many bytes it is. */
  readonly bytes: Bytes;
};

/** `open`: with what loops inside store, or calls of which no size can be told, besides. */
export type Bytes = Extent & {
  readonly open: boolean;
  /** Besides whole bytes. Bits of several turns share 8 bytes, 30 of them where nothing takes more than one. */
  readonly bits: Extent;
};

export type Extent = { readonly least: number; readonly most: number };

export type StoredItem = {
  readonly what: What;
  /** Undefined for what only the bookkeeping needs. */
  readonly why: Why | undefined;
  /** How many bits it takes; undefined: 8 bytes. */
  readonly bits: number | undefined;
  /** The branch in which it is stored, if it is not always. */
  readonly within: Piece | undefined;
};

export type StoringCall = {
  readonly callee: string;
  readonly at: Piece;
  readonly bytes: Bytes;
  readonly within: Piece | undefined;
};

export type What =
  /** The value of an expression, which may have a name. */
  | { readonly kind: 'value'; readonly name: string | undefined; readonly at: Piece | undefined }
  /** A variable as a turn of a loop finds it. */
  | { readonly kind: 'carried'; readonly name: string | undefined; readonly at: Piece }
  | { readonly kind: 'parameter'; readonly name: string }
  /** Where a copy of an array begins, which was made before a loop. */
  | { readonly kind: 'copy'; readonly name: string | undefined; readonly at: Piece }
  /** What a loop or branch leaves in a variable. */
  | {
      readonly kind: 'left';
      readonly name: string | undefined;
      readonly by: 'loop' | 'call' | 'branch';
      readonly at: Piece;
    }
  /** The derivatives with respect to an array or object. */
  | { readonly kind: 'derivatives'; readonly of: What }
  /** How many elements a loop goes over; … */
  | { readonly kind: 'length' | 'turns' | 'exit'; readonly at: Piece }
  | { readonly kind: 'states' | 'derivatives-of-state'; readonly by: 'loop' | 'call'; readonly at: Piece };

/** `again`: not itself, but something that is computed again from it. */
export type Why = {
  readonly use: 'operand' | 'result' | 'index' | 'branch' | 'bound' | 'derivatives';
  readonly at: Piece;
  readonly again: boolean;
};
