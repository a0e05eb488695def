/** Which new arrays are filled before anybody can tell that they had holes. */

import type { AllocOp, LoopOp, Op, ValueId } from '../ir/types.js';
import { carriedBy, regionsOf, regionsWithin } from '../ir/walk.js';
import { type ArrayMemory, within } from './array-memory.js';
import { type CountedTurns, isRunThrough } from './counted-turns.js';

type Store = Extract<Op, { kind: 'store' }>;

export class FilledArrays {
  readonly #memory: ArrayMemory;
  readonly #turns: CountedTurns;

  constructor(memory: ArrayMemory, turns: CountedTurns) {
    this.#memory = memory;
    this.#turns = turns;
  }

  /** Whether every element gets a value before anything can tell it from a hole. */
  isFilled(made: AllocOp & Op): boolean {
    const { init, result } = made;
    if (init.form !== 'sized') return true;
    const count = this.#memory.constant(init.length);
    if (count === 0) return true;
    const ops = this.#memory.regionOf(made)!.ops;
    const homes: Op[] = [];
    const stored = new Set<number>();
    const passed: Op[] = [];
    for (const op of ops.slice(ops.indexOf(made) + 1)) {
      const isIt = (array: ValueId): boolean => array === result || this.#isAt(array, homes, [...passed, op]);
      if (op.kind === 'method' && op.name === 'fill' && isIt(op.array) && op.args.length === 1) return true;
      if (op.kind === 'loop' && this.#fills(op, isIt, init.length, [...passed, op], result)) return true;
      if (op.kind === 'store' && isIt(op.array)) {
        const index = this.#memory.constant(op.index);
        if (index !== undefined) stored.add(index);
        if (count !== undefined && Array.from({ length: count }, (_, i) => i).every((i) => stored.has(i))) return true;
      }
      if (this.#observes(op, result)) return false;
      if ((op.kind === 'store' || op.kind === 'set') && op.value === result) homes.push(op);
      passed.push(op);
    }
    return false;
  }

  /** Whether a reference was read from where the new array has been put, and nothing else has been since. */
  #isAt(value: ValueId, homes: readonly Op[], passed: readonly Op[]): boolean {
    const read = this.#memory.definition(value);
    const home = homes.find((each) => {
      if (each.kind === 'store' && read?.kind === 'load')
        return this.#memory.same(each.array, read.array) && this.#memory.same(each.index, read.index);
      return each.kind === 'set' && read?.kind === 'get' && each.field === read.field && each.object === read.object;
    });
    if (home === undefined) return false;
    const overwrites = (op: Op): boolean => {
      if (op === home) return false;
      if (home.kind === 'set') return op.kind === 'set' && op.field === home.field;
      return home.kind === 'store' && op.kind === 'store' && this.#memory.mayBeOne(op.array, home.array);
    };
    return !passed.some((op) => within(op).some(overwrites));
  }

  #fills(
    loop: LoopOp & Op,
    isIt: (array: ValueId) => boolean,
    length: ValueId,
    passed: readonly Op[],
    made: ValueId,
  ): boolean {
    if (!isRunThrough(loop, false) || this.#observes(loop, made)) return false;
    return this.#turns.everyTurn(loop).some((op) => {
      if (op.kind !== 'store' || !isIt(op.array) || this.#memory.places.loopOf(op.index) !== loop) return false;
      return this.#reachesAll(loop, op, length, passed);
    });
  }

  /** Whether the index takes all values from 0 up to the length, or down. */
  #reachesAll(loop: LoopOp & Op, { index, array }: Store, length: ValueId, passed: readonly Op[]): boolean {
    const param = loop.params.indexOf(index);
    const initial = loop.initial[param]!;
    const bounds = this.#turns.testsOf(loop, index, true);
    const isLength = (value: ValueId): boolean => this.#isLength(value, length, array, passed);
    const isLast = (value: ValueId): boolean => {
      const op = this.#memory.definition(value);
      const constant = this.#memory.constant(value);
      if (constant !== undefined) return this.#memory.constant(length) === constant + 1;
      return (
        op?.kind === 'apply' &&
        op.primitive === 'sub' &&
        this.#memory.constant(op.args[1]!) === 1 &&
        isLength(op.args[0]!)
      );
    };
    if (this.#turns.countsUp(loop, index))
      return (
        this.#memory.constant(initial) === 0 &&
        bounds.some(({ relation, bound }) => (relation === 'lt' ? isLength(bound) : relation === 'le' && isLast(bound)))
      );
    if (!this.#turns.steps(loop, param).every((step) => step === -1) || !isLast(initial)) return false;
    return bounds.some(
      ({ relation, bound }) =>
        (relation === 'ge' && this.#memory.constant(bound) === 0) ||
        (relation === 'gt' && this.#memory.constant(bound) === -1),
    );
  }

  #isLength(value: ValueId, length: ValueId, array: ValueId, passed: readonly Op[]): boolean {
    if (this.#memory.same(value, length)) return true;
    const [op, known] = [this.#memory.definition(value), this.#memory.definition(length)];
    if (op?.kind === 'length' && op.array === array) return true;
    // An array that gets longer in between is one with more turns.
    if (op?.kind === 'length' && known?.kind === 'length')
      return (
        op.array === known.array &&
        this.#memory.isQuiet(known, passed.at(-1)!, (each) => this.#memory.shortens(each, op.array))
      );
    if (op?.kind !== 'get' || known?.kind !== 'get' || op.field !== known.field || op.object !== known.object)
      return false;
    const mayChange = (each: Op): boolean =>
      (each.kind === 'set' && each.field === op.field) ||
      each.kind === 'call' ||
      (each.kind === 'opaque' && each.effects === 'effects');
    return !passed.some((each) => within(each).some(mayChange));
  }

  /** Whether something can tell a hole of the new array from an element, or hands the array on to what can. */
  #observes(op: Op, made: ValueId): boolean {
    const isIt = (value: ValueId): boolean =>
      this.#memory.mayBeOne(value, made) && !this.#memory.isEarlier(value, made);
    const reaches = (value: ValueId): boolean => this.#memory.reaches(value, made);
    const sees = (each: Op): boolean => {
      switch (each.kind) {
        case 'opaque':
          if (each.holes === 'asked') return isIt(each.args[0]!);
          return each.args.some(reaches) || (each.effects === 'effects' && this.#memory.isKnown(made));
        case 'call':
          return this.#memory.isHandedTo(each, made);
        case 'alloc':
          return (
            (each.init.form === 'copy' && isIt(each.init.of)) ||
            (each.init.form === 'spread' && each.init.parts.some((part) => isIt(part.value)))
          );
        case 'method':
          return !/^(push|fill)$/.test(each.name) && isIt(each.array);
        default:
          return false;
      }
    };
    const leaves = regionsOf(op)
      .flatMap((region) => [...regionsWithin(region)])
      .some(({ end }) => {
        return end.kind === 'return' || (end.kind === 'break' && carriedBy(end).some(reaches));
      });
    return leaves || within(op).some(sees);
  }
}
