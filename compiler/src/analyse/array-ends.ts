/** Which stores and lengths do not go beyond an array's end. */

import { present } from '../ir/type-facts.js';
import type { LoopOp, Op, ValueId } from '../ir/types.js';
import type { ArrayMemory } from './array-memory.js';
import { type CountedTurns, isRunThrough } from './counted-turns.js';

/** The number `root + plus`; without a root, the constant `plus`. */
type Bound = { readonly root: string | undefined; readonly plus: number };

/** How many additions, choices and counters a number is followed through. */
const maxDepth = 8;

export class ArrayEnds {
  readonly #memory: ArrayMemory;
  readonly #turns: CountedTurns;

  constructor(memory: ArrayMemory, turns: CountedTurns) {
    this.#memory = memory;
    this.#turns = turns;
  }

  /** Whether an index, or a length, is at most the array's length when the operation runs. */
  isWithin(value: ValueId, array: ValueId, at: Op): boolean {
    return this.#isAtMost(value, array, at) || this.#appendsInOrder(value, array, at);
  }

  #isAtMost(value: ValueId, array: ValueId, at: Op, negative?: ValueId, depth = 0): boolean {
    if (depth > maxDepth) return false;
    const op = this.#memory.definition(value);
    const within = (each: ValueId, below = negative): boolean => this.#isAtMost(each, array, at, below, depth + 1);
    if (op?.kind === 'apply') {
      if (op.primitive === 'min' && op.args.some((arg) => within(arg))) return true;
      if (op.primitive === 'max') return op.args.every((arg) => within(arg));
      if (op.primitive === 'select') {
        const [test, then, otherwise] = op.args as [ValueId, ValueId, ValueId];
        return within(then, this.#isNegativeIf(test)) && within(otherwise);
      }
      if (op.primitive === 'add' && negative !== undefined && op.args.includes(negative))
        return op.args.every((arg) => arg === negative || within(arg));
    }
    const reached = this.#lengths(array, at);
    return this.#most(value, at).some(({ root, plus }) => {
      if (root === undefined && plus <= 0) return true;
      if (root === `length ${array}` && plus <= 0) return this.#isLengthStill(value, array, at);
      return reached.some((length) => length.root === root && plus <= length.plus);
    });
  }

  /** The value that is negative where the test holds. */
  #isNegativeIf(test: ValueId): ValueId | undefined {
    const op = this.#memory.definition(test);
    if (op?.kind !== 'apply' || op.primitive !== 'lt') return undefined;
    const [left, right] = op.args as [ValueId, ValueId];
    return this.#memory.constant(right) === 0 ? left : undefined;
  }

  /** Whether a bound by a length of the array, of whatever time, is one by its length now. */
  #isLengthStill(value: ValueId, array: ValueId, at: Op): boolean {
    if (!this.#memory.mayGetShorter(array, at)) return true;
    const read = this.#lengthsIn(value, array);
    const here = this.#memory.places.of(at);
    return read.every((op) => {
      const there = this.#memory.places.of(op);
      if (there.position > here.position || here.loops.some((loop) => !there.loops.includes(loop))) return false;
      return this.#memory.isQuiet(op, at, (each) => this.#memory.shortens(each, array));
    });
  }

  #lengthsIn(value: ValueId, array: ValueId, depth = 0): readonly Op[] {
    const op = this.#memory.definition(value);
    if (op === undefined || depth > maxDepth) {
      const loop = this.#memory.places.loopOf(value) as (LoopOp & Op) | undefined;
      // What a loop counts to was read anywhere: only lengths that stay will do.
      return loop === undefined ? [] : [loop];
    }
    if (op.kind === 'length' && op.array === array) return [op];
    return op.kind === 'apply' ? op.args.flatMap((arg) => this.#lengthsIn(arg, array, depth + 1)) : [];
  }

  /** Bounds that the number does not exceed, should it be an integer. */
  #most(value: ValueId, at: Op, depth = 0): readonly Bound[] {
    const constant = this.#memory.constant(value);
    if (constant !== undefined) return [{ root: undefined, plus: constant }];
    const found: Bound[] = this.#roots(value);
    if (depth > maxDepth) return found;
    const add = (bounds: readonly Bound[], by: number): void => {
      for (const { root, plus } of bounds) found.push({ root, plus: plus + by });
    };
    const more = (of: ValueId): readonly Bound[] => this.#most(of, at, depth + 1);
    const op = this.#memory.definition(value);
    if (op?.kind === 'apply') {
      const [left, right] = op.args as [ValueId, ValueId];
      if (op.primitive === 'add' || op.primitive === 'sub') {
        const by = this.#memory.constant(right);
        const first = this.#memory.constant(left);
        if (by !== undefined) add(more(left), op.primitive === 'add' ? by : -by);
        else if (op.primitive === 'add' && first !== undefined) add(more(right), first);
      } else if (op.primitive === 'mod') add(more(right), -1);
      else if (/^(floor|trunc|stopGradient|plus)$/.test(op.primitive)) add(more(left), 0);
      else if (op.primitive === 'min') for (const arg of op.args) add(more(arg), 0);
    }
    const loop = this.#memory.places.loopOf(value) as (LoopOp & Op) | undefined;
    if (loop === undefined) return found;
    if (this.#memory.bodiesAround(at).includes(loop)) {
      for (const { relation, bound, ahead } of this.#turns.testsOf(loop, value))
        if (relation === 'lt' || relation === 'le') add(more(bound), relation === 'lt' ? -1 - ahead : -ahead);
    }
    const index = loop.params.indexOf(value);
    if (this.#turns.steps(loop, index).every((step) => step !== undefined && step <= 0))
      add(more(loop.initial[index]!), 0);
    return found;
  }

  /** The number itself; a length is that of its array, too, if it is that of this very array, or of one that stays as long as it is. */
  #roots(value: ValueId): Bound[] {
    const found: Bound[] = [{ root: `value ${value}`, plus: 0 }];
    const op = this.#memory.definition(value);
    if (op?.kind === 'length') found.push({ root: `length ${op.array}`, plus: 0 });
    return found;
  }

  /** Bounds that the array's length has reached, and keeps. */
  #lengths(array: ValueId, at: Op): readonly Bound[] {
    const type = present(this.#memory.typeOf(array));
    const found: Bound[] = [];
    if (type.kind === 'array' && type.fixedLength !== undefined)
      found.push({ root: undefined, plus: type.fixedLength });
    if (this.#memory.mayGetShorter(array, at)) return found;
    const constant = (plus: number): void => void found.push({ root: undefined, plus });
    const made = this.#memory.definition(array);
    if (made?.kind === 'alloc') {
      const { init } = made;
      if (init.form === 'literal') constant(init.elements.length);
      if (init.form === 'spread') constant(init.parts.filter((part) => !part.spread).length);
      if (init.form === 'sized' || init.form === 'filled') this.#addLength(init.length, found, constant);
      if (init.form === 'copy') this.#addCopied(init.of, found);
    }
    if (made?.kind === 'method' && made.name === 'slice' && made.args.length === 0) this.#addCopied(made.array, found);
    constant(this.#storedBefore(array, at));
    return found;
  }

  #addLength(length: ValueId, found: Bound[], constant: (plus: number) => void): void {
    const known = this.#memory.constant(length);
    if (known !== undefined) return constant(known);
    found.push({ root: `value ${length}`, plus: 0 });
    const op = this.#memory.definition(length);
    if (op?.kind === 'length' && this.#memory.stays(op.array)) found.push({ root: `length ${op.array}`, plus: 0 });
    if (op?.kind === 'apply' && op.primitive === 'add') {
      const by = this.#memory.constant(op.args[1]!);
      if (by !== undefined) found.push({ root: `value ${op.args[0]!}`, plus: by });
    }
  }

  #addCopied(of: ValueId, found: Bound[]): void {
    if (this.#memory.stays(of)) found.push({ root: `length ${of}`, plus: 0 });
  }

  /** `a[0] = x; a[1] = y;`: how long the array is at least by what was stored before in the same region, at constant indices. */
  #storedBefore(array: ValueId, at: Op): number {
    let reached = 0;
    for (const op of this.#memory.regionOf(at)?.ops ?? []) {
      if (op === at) break;
      if (op.kind !== 'store' || !this.#memory.isSameRead(op.array, array)) continue;
      const index = this.#memory.constant(op.index);
      if (index !== undefined && Number.isInteger(index)) reached = Math.max(reached, index + 1);
    }
    return reached;
  }

  /** Whether a loop stores at 0, 1, 2, … in turn, so that the array has all that comes before each index. */
  #appendsInOrder(index: ValueId, array: ValueId, at: Op): boolean {
    if (at.kind !== 'store') return false;
    const loop = this.#memory.places.loopOf(index) as (LoopOp & Op) | undefined;
    if (loop === undefined || !this.#turns.countsUp(loop, index) || !isRunThrough(loop, true)) return false;
    if (this.#memory.mayGetShorter(array, at)) return false;
    if (!this.#isAtMost(loop.initial[loop.params.indexOf(index)]!, array, loop)) return false;
    return this.#turns.everyTurn(loop).includes(at) && this.#turns.isOneArray(array, loop);
  }
}
