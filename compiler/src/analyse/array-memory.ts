/** What operations of a function may do to an array: put another in its place, make it shorter, hand it on. */

import { present } from '../ir/type-facts.js';
import type { IrFunction, IrType, LoopOp, Op, Region, ValueId } from '../ir/types.js';
import { opsOf, regionsOf } from '../ir/walk.js';
import type { ClassId, Memory } from './memory.js';
import type { Places } from './places.js';

export type ArrayFacts = {
  readonly fn: IrFunction;
  readonly memory: Memory;
  readonly places: Places;
  /** Whether any function of the program makes arrays shorter. */
  readonly mayShrink: boolean;
};

export class ArrayMemory {
  readonly places: Places;
  readonly #facts: ArrayFacts;
  readonly #regions = new Map<Op, Region>();
  readonly #bodies = new Map<Op, readonly LoopOp[]>();

  constructor(facts: ArrayFacts) {
    this.#facts = facts;
    this.places = facts.places;
    const visit = (region: Region, bodies: readonly LoopOp[]): void => {
      for (const op of region.ops) {
        this.#regions.set(op, region);
        this.#bodies.set(op, bodies);
        for (const nested of regionsOf(op))
          visit(nested, op.kind === 'loop' && nested === op.body ? [...bodies, op] : bodies);
      }
    };
    visit(facts.fn.body, []);
  }

  /** The region that an operation stands in. */
  regionOf(op: Op): Region | undefined {
    return this.#regions.get(op);
  }

  /** The loops whose body, not test, an operation is in. */
  bodiesAround(op: Op): readonly LoopOp[] {
    return this.#bodies.get(op) ?? [];
  }

  typeOf(value: ValueId): IrType {
    return this.#facts.fn.values.get(value)!.type;
  }

  definition(value: ValueId): Op | undefined {
    return this.places.definition(value);
  }

  constant(value: ValueId): number | undefined {
    const op = this.definition(value);
    return op?.kind === 'const' && typeof op.value === 'number' ? op.value : undefined;
  }

  same(a: ValueId, b: ValueId): boolean {
    const [left, right] = [this.constant(a), this.constant(b)];
    return a === b || (left !== undefined && left === right);
  }

  /** Whether two references are to one array: the same value, or read from the same place, in which nothing else has been put meanwhile. */
  isSameRead(a: ValueId, b: ValueId): boolean {
    if (a === b) return true;
    const [first, second] = [this.definition(a), this.definition(b)];
    if (first === undefined || second === undefined) return false;
    const isSame =
      first.kind === 'get' && second.kind === 'get'
        ? first.field === second.field && first.object === second.object
        : first.kind === 'load' &&
          second.kind === 'load' &&
          this.same(first.index, second.index) &&
          this.isSameRead(first.array, second.array);
    if (!isSame || this.regionOf(first) !== this.regionOf(second)) return false;
    return this.isQuiet(first, second, (op) => this.replaces(op, first));
  }

  /** Whether nothing of a kind stands between two operations, or within the later one. */
  isQuiet(one: Op, other: Op, test: (op: Op) => boolean): boolean {
    const { places } = this;
    const from = Math.min(places.of(one).position, places.of(other).position);
    const last = places.of(one).position === from ? other : one;
    const to = places.of(within(last).at(-1)!).position;
    return !places.all.some(({ op, position }) => position > from && position <= to && op !== last && test(op));
  }

  /** Whether an operation may put another reference where one was read. */
  replaces(op: Op, read: Op): boolean {
    if (op.kind === 'call' || (op.kind === 'opaque' && op.writesArguments)) return true;
    if (read.kind === 'get') return op.kind === 'set' && op.field === read.field;
    return read.kind === 'load' && (op.kind === 'store' || op.kind === 'method') && this.mayBeOne(op.array, read.array);
  }

  #aliases(value: ValueId): readonly ClassId[] {
    const { memory } = this.#facts;
    const id = memory.classOf(value);
    return id === undefined ? [] : memory.aliasesOf(id);
  }

  mayBeOne(a: ValueId, b: ValueId): boolean {
    const id = this.#facts.memory.classOf(a);
    return id !== undefined && this.#aliases(b).includes(id);
  }

  /** Whether a reference is older than a new array, and so cannot be to it. */
  isEarlier(value: ValueId, made: ValueId): boolean {
    const { places } = this;
    const from = this.definition(value) ?? (places.loopOf(value) as (LoopOp & Op) | undefined);
    return from === undefined || places.of(from).position < places.of(this.definition(made)!).position;
  }

  reaches(from: ValueId, to: ValueId): boolean {
    const { memory } = this.#facts;
    const id = memory.classOf(from);
    const targets = this.#aliases(to);
    return id !== undefined && memory.reachableFrom(id).some((each) => targets.includes(each));
  }

  isKnown(array: ValueId): boolean {
    const { memory } = this.#facts;
    const id = memory.classOf(array);
    return id !== undefined && memory.isExposed(id);
  }

  isHandedTo(call: Extract<Op, { kind: 'call' }>, array: ValueId): boolean {
    const targets = this.#aliases(array);
    return [...this.#facts.memory.instantiate(call).values()].some((id) => targets.includes(id));
  }

  shortens(op: Op, array: ValueId): boolean {
    switch (op.kind) {
      case 'method':
        return (op.name === 'pop' || op.name === 'setLength') && this.mayBeOne(op.array, array);
      case 'call':
        return this.#facts.mayShrink && this.isHandedTo(op, array);
      case 'opaque':
        return op.writesArguments && (op.args.some((arg) => this.reaches(arg, array)) || this.isKnown(array));
      default:
        return false;
    }
  }

  /** Whether the array may have got shorter by the time that an operation runs; without one, at any time. */
  mayGetShorter(array: ValueId, at?: Op): boolean {
    const { places } = this;
    const shortens = (op: Op): boolean => this.shortens(op, array);
    const made = this.definition(array);
    const isNew = made?.kind === 'alloc' || (made?.kind === 'method' && made.name === 'slice');
    if (at === undefined || made === undefined || !isNew) return places.all.some(({ op }) => shortens(op));
    const around = places.of(at).loops.find((loop) => !places.of(made).loops.includes(loop)) as
      | (LoopOp & Op)
      | undefined;
    return !this.isQuiet(made, around ?? at, shortens);
  }

  /** Whether nothing makes an array longer or shorter. */
  stays(array: ValueId): boolean {
    if (present(this.typeOf(array)).kind !== 'array' || this.mayGetShorter(array)) return false;
    return !this.places.all.some(({ op }) => {
      if (op.kind === 'store') return this.mayBeOne(op.array, array) && this.#isList(op.array);
      if (op.kind === 'method') return op.name === 'push' && this.mayBeOne(op.array, array);
      return op.kind === 'call' && this.#isList(array) && this.isHandedTo(op, array);
    });
  }

  #isList(array: ValueId): boolean {
    const type = present(this.typeOf(array));
    return type.kind !== 'array' || (type.storage === 'Array' && type.fixedLength === undefined);
  }
}

/** An operation and all within it. */
export function within(op: Op): readonly Op[] {
  return [op, ...regionsOf(op).flatMap((region) => [...opsOf(region)])];
}
