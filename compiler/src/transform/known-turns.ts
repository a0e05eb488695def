/** How many turns a loop takes, where constants alone decide it; and what is constant in each turn. */

import { findLengths } from '../analyse/known-lengths.js';
import type { IrFunction, IrType, LoopOp, Op, Region, Terminator, ValueId } from '../ir/types.js';
import { operandsOf, opsOf, regionsWithin, resultsOf } from '../ir/walk.js';
import { type Constant, fold } from './folding.js';

type Known = { readonly value: Constant };
/** Values that are constant in one turn of the loops around. */
export type Constants = ReadonlyMap<ValueId, Known>;

export type Turns =
  /** So many, unless the loop is left before; with what is constant in each. */
  | { readonly kind: 'known'; readonly of: readonly Constants[] }
  /** More than were asked for. */
  | { readonly kind: 'many' }
  | { readonly kind: 'unknown' };

const UNKNOWN: Turns = { kind: 'unknown' };

export class TurnCounter {
  readonly #definitions = new Map<ValueId, Op>();
  readonly #typeOf: (value: ValueId) => IrType;
  readonly #lengthOf: (array: ValueId) => number | undefined;

  /** @param typeOf of what comes about, too. */
  constructor(fn: IrFunction, typeOf: (value: ValueId) => IrType) {
    this.#typeOf = typeOf;
    this.define(fn.body);
    // Of what comes about later it is not known who makes it longer.
    const definitions = new Map(this.#definitions);
    this.#lengthOf = findLengths(
      fn,
      (value) => definitions.get(value),
      (value) => this.#constant(value, new Map(), new Map())?.value,
    );
  }

  /** Takes note of operations that have come about meanwhile. */
  define(region: Region): void {
    for (const op of opsOf(region)) for (const result of resultsOf(op)) this.#definitions.set(result, op);
  }

  /**
   * The values that are constant in a turn, of those that the operations of a region give.
   * @returns a question, which remembers its answers.
   */
  constantsIn(around: Constants): (value: ValueId) => Constant | undefined {
    const seen = new Map<ValueId, Known | undefined>();
    return (value) => this.#constant(value, around, seen)?.value;
  }

  /**
   * Runs the loop's counting on constants.
   * @param around what is constant where the loop begins.
   * @param limit of turns.
   */
  turnsOf(loop: LoopOp, around: Constants, limit: number): Turns {
    if (loop.test.end.kind !== 'yield') return UNKNOWN;
    const test = loop.test.end.values[0]!;
    const nexts = nextsOf(loop);
    const deciding = this.#deciding(loop, test, nexts);
    const setOn = (of: Map<ValueId, Known>, index: number, value: Known | undefined): void => {
      if (value === undefined) of.delete(loop.params[index]!);
      else of.set(loop.params[index]!, value);
    };
    let current = new Map(around);
    for (const index of deciding) setOn(current, index, this.#constant(loop.initial[index]!, around, new Map()));
    const turns: Constants[] = [];
    for (;;) {
      const seen = new Map<ValueId, Known | undefined>();
      const goesOn = this.#constant(test, current, seen)?.value;
      if (typeof goesOn !== 'boolean') return UNKNOWN;
      if (!goesOn) return { kind: 'known', of: turns };
      if (turns.length === limit) return { kind: 'many' };
      turns.push(current);
      const way = this.#wayOut(loop, current, seen);
      if (way === 'leaves') return { kind: 'known', of: turns };
      const next = new Map(current);
      for (const index of deciding) {
        const values = (way === undefined ? nexts : [way]).map((each) => this.#constant(each[index]!, current, seen));
        const [first, ...others] = values;
        const isOne = others.every((each) => each !== undefined && Object.is(each.value, first?.value));
        setOn(next, index, isOne ? first : undefined);
      }
      const before = current;
      const stays = deciding.every((index) => {
        const [a, b] = [before, next].map((of) => of.get(loop.params[index]!));
        return a === b || (a !== undefined && b !== undefined && Object.is(a.value, b.value));
      });
      if (stays) return UNKNOWN; // by constants it never ends
      current = next;
    }
  }

  /** The first way out of a turn that constants certainly take: out of the loop, or to the next turn with these values. */
  #wayOut(
    loop: LoopOp,
    current: Constants,
    seen: Map<ValueId, Known | undefined>,
  ): readonly ValueId[] | 'leaves' | undefined {
    for (const op of loop.body.ops) {
      const decided = op.kind === 'if' ? this.#constant(op.test, current, seen)?.value : undefined;
      if (op.kind !== 'if' || typeof decided !== 'boolean') continue;
      const { end } = decided ? op.then : op.else;
      if (end.kind === 'continue' && end.label === loop.label) return end.values;
      if (end.kind !== 'yield') return 'leaves';
    }
    return undefined;
  }

  /** The parameters by which the test and ways out are decided, directly or by their next values. */
  #deciding(loop: LoopOp, test: ValueId, nexts: readonly (readonly ValueId[])[]): readonly number[] {
    const found = new Set<number>();
    const seen = new Set<ValueId>();
    const waiting = [test, ...loop.body.ops.flatMap((op) => (op.kind === 'if' ? [op.test] : []))];
    for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
      if (seen.has(value)) continue;
      seen.add(value);
      const index = loop.params.indexOf(value);
      const op = this.#definitions.get(value);
      if (index >= 0) {
        found.add(index);
        for (const next of nexts) waiting.push(next[index]!);
      } else if (op?.kind === 'apply') waiting.push(...operandsOf(op));
    }
    return [...found];
  }

  #constant(value: ValueId, around: Constants, seen: Map<ValueId, Known | undefined>): Known | undefined {
    const given = around.get(value);
    if (given !== undefined || seen.has(value)) return given ?? seen.get(value);
    seen.set(value, undefined);
    const found = this.#computed(this.#definitions.get(value), around, seen);
    seen.set(value, found);
    return found;
  }

  #computed(op: Op | undefined, around: Constants, seen: Map<ValueId, Known | undefined>): Known | undefined {
    switch (op?.kind) {
      case 'const':
        return { value: op.value };
      case 'length': {
        const length = this.#lengthOf(op.array);
        return length === undefined ? undefined : { value: length };
      }
      case 'apply':
        return fold(op, {
          constant: (arg) => this.#constant(arg, around, seen),
          definition: (arg) => this.#definitions.get(arg),
          typeOf: this.#typeOf,
        });
      default:
        return undefined;
    }
  }
}

/** What each way to the next turn hands on. */
function nextsOf(loop: LoopOp): readonly (readonly ValueId[])[] {
  return endsOf(loop.body, ({ kind }) => kind === 'continue').flatMap((end) =>
    end.kind === 'continue' && end.label === loop.label ? [end.values] : [],
  );
}

export function endsOf(region: Region, wanted: (end: Terminator) => boolean): readonly Terminator[] {
  return [...regionsWithin(region)].flatMap(({ end }) => (wanted(end) ? [end] : []));
}
