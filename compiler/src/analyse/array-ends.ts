/** Which stores and lengths do not go beyond an array's end, and which new arrays are filled before anybody looks. */

import { present } from '../ir/type-facts.js';
import type { AllocOp, IrFunction, IrType, Label, Op, Region, ValueId } from '../ir/types.js';
import { carriedBy, opsOf, regionsOf, regionsWithin } from '../ir/walk.js';
import type { ClassId, Memory } from './memory.js';
import type { Places } from './places.js';

export type EndFacts = {
  readonly fn: IrFunction;
  readonly memory: Memory;
  readonly places: Places;
  /** Whether any function of the program makes arrays shorter. */
  readonly mayShrink: boolean;
};

/** The number `root + plus`; without a root, the constant `plus`. */
type Bound = { readonly root: string | undefined; readonly plus: number };

/** How many additions, choices and counters a number is followed through. */
const maxDepth = 8;

/** What a test says of a value: `value + ahead < bound`, for one. */
type Limit = { readonly relation: string; readonly bound: ValueId; readonly ahead: number };

type Store = Extract<Op, { kind: 'store' }>;
type Loop = Extract<Op, { kind: 'loop' }>;

export class ArrayEnds {
  readonly #facts: EndFacts;
  /** Optimistic: arrays that are found to have holes later make fewer things certain. */
  readonly #isSparse: (array: ValueId) => boolean;
  /** The region that each operation stands in, and the loops whose body it is in. */
  readonly #regions = new Map<Op, Region>();
  readonly #bodies = new Map<Op, readonly Loop[]>();

  constructor(facts: EndFacts, isSparse: (array: ValueId) => boolean) {
    this.#facts = facts;
    this.#isSparse = isSparse;
    const visit = (region: Region, bodies: readonly Loop[]): void => {
      for (const op of region.ops) {
        this.#regions.set(op, region);
        this.#bodies.set(op, bodies);
        for (const nested of regionsOf(op))
          visit(nested, op.kind === 'loop' && nested === op.body ? [...bodies, op] : bodies);
      }
    };
    visit(facts.fn.body, []);
  }

  /* ------------------------------------------------------------ stores and lengths */

  /** Whether an index, or a length, is at most the array's length when the operation runs. */
  isWithin(value: ValueId, array: ValueId, at: Op): boolean {
    return this.#isAtMost(value, array, at) || this.#appendsInOrder(value, array, at);
  }

  #isAtMost(value: ValueId, array: ValueId, at: Op, negative?: ValueId, depth = 0): boolean {
    if (depth > maxDepth) return false;
    const op = this.#definition(value);
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
    const op = this.#definition(test);
    if (op?.kind !== 'apply' || op.primitive !== 'lt') return undefined;
    const [left, right] = op.args as [ValueId, ValueId];
    return this.#constant(right) === 0 ? left : undefined;
  }

  /** Whether a bound by a length of the array, of whatever time, is one by its length now. */
  #isLengthStill(value: ValueId, array: ValueId, at: Op): boolean {
    if (!this.#mayGetShorter(array, at)) return true;
    const read = this.#lengthsIn(value, array);
    const here = this.#facts.places.of(at);
    return read.every((op) => {
      const there = this.#facts.places.of(op);
      if (there.position > here.position || here.loops.some((loop) => !there.loops.includes(loop))) return false;
      return this.#isQuiet(op, at, (each) => this.#shortens(each, array));
    });
  }

  #lengthsIn(value: ValueId, array: ValueId, depth = 0): readonly Op[] {
    const op = this.#definition(value);
    if (op === undefined || depth > maxDepth) {
      const loop = this.#facts.places.loopOf(value) as Loop | undefined;
      // What a loop counts to was read anywhere: only lengths that stay will do.
      return loop === undefined ? [] : [loop];
    }
    if (op.kind === 'length' && op.array === array) return [op];
    return op.kind === 'apply' ? op.args.flatMap((arg) => this.#lengthsIn(arg, array, depth + 1)) : [];
  }

  /** Bounds that the number does not exceed, should it be an integer. */
  #most(value: ValueId, at: Op, depth = 0): readonly Bound[] {
    const constant = this.#constant(value);
    if (constant !== undefined) return [{ root: undefined, plus: constant }];
    const found: Bound[] = this.#roots(value);
    if (depth > maxDepth) return found;
    const add = (bounds: readonly Bound[], by: number): void => {
      for (const { root, plus } of bounds) found.push({ root, plus: plus + by });
    };
    const more = (of: ValueId): readonly Bound[] => this.#most(of, at, depth + 1);
    const op = this.#definition(value);
    if (op?.kind === 'apply') {
      const [left, right] = op.args as [ValueId, ValueId];
      if (op.primitive === 'add' || op.primitive === 'sub') {
        const by = this.#constant(right);
        const first = this.#constant(left);
        if (by !== undefined) add(more(left), op.primitive === 'add' ? by : -by);
        else if (op.primitive === 'add' && first !== undefined) add(more(right), first);
      } else if (op.primitive === 'mod') add(more(right), -1);
      else if (/^(floor|trunc|stopGradient|plus)$/.test(op.primitive)) add(more(left), 0);
      else if (op.primitive === 'min') for (const arg of op.args) add(more(arg), 0);
    }
    const loop = this.#facts.places.loopOf(value) as Loop | undefined;
    if (loop === undefined) return found;
    if (this.#bodies.get(at)?.includes(loop)) {
      for (const { relation, bound, ahead } of this.#testsOf(loop, value))
        if (relation === 'lt' || relation === 'le') add(more(bound), relation === 'lt' ? -1 - ahead : -ahead);
    }
    const index = loop.params.indexOf(value);
    if (this.#steps(loop, index).every((step) => step !== undefined && step <= 0)) add(more(loop.initial[index]!), 0);
    return found;
  }

  /** The number itself; a length is that of its array, too, if it is that of this very array, or of one that stays as long as it is. */
  #roots(value: ValueId): Bound[] {
    const found: Bound[] = [{ root: `value ${value}`, plus: 0 }];
    const op = this.#definition(value);
    if (op?.kind === 'length') found.push({ root: `length ${op.array}`, plus: 0 });
    return found;
  }

  /** Bounds that the array's length has reached, and keeps. */
  #lengths(array: ValueId, at: Op): readonly Bound[] {
    const type = present(this.#typeOf(array));
    const found: Bound[] = [];
    if (type.kind === 'array' && type.fixedLength !== undefined)
      found.push({ root: undefined, plus: type.fixedLength });
    if (this.#mayGetShorter(array, at)) return found;
    const constant = (plus: number): void => void found.push({ root: undefined, plus });
    const made = this.#definition(array);
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
    const known = this.#constant(length);
    if (known !== undefined) return constant(known);
    found.push({ root: `value ${length}`, plus: 0 });
    const op = this.#definition(length);
    if (op?.kind === 'length' && this.#stays(op.array)) found.push({ root: `length ${op.array}`, plus: 0 });
    if (op?.kind === 'apply' && op.primitive === 'add') {
      const by = this.#constant(op.args[1]!);
      if (by !== undefined) found.push({ root: `value ${op.args[0]!}`, plus: by });
    }
  }

  #addCopied(of: ValueId, found: Bound[]): void {
    if (this.#stays(of)) found.push({ root: `length ${of}`, plus: 0 });
  }

  /** `a[0] = x; a[1] = y;`: how long the array is at least by what was stored before in the same region, at constant indices. */
  #storedBefore(array: ValueId, at: Op): number {
    let reached = 0;
    for (const op of this.#regions.get(at)?.ops ?? []) {
      if (op === at) break;
      if (op.kind !== 'store' || !this.#isSameRead(op.array, array)) continue;
      const index = this.#constant(op.index);
      if (index !== undefined && Number.isInteger(index)) reached = Math.max(reached, index + 1);
    }
    return reached;
  }

  /** Whether a loop stores at 0, 1, 2, … in turn, so that the array has all that comes before each index. */
  #appendsInOrder(index: ValueId, array: ValueId, at: Op): boolean {
    if (at.kind !== 'store') return false;
    const loop = this.#facts.places.loopOf(index) as Loop | undefined;
    if (loop === undefined || !this.#countsUp(loop, index) || !isRunThrough(loop, true)) return false;
    if (this.#mayGetShorter(array, at)) return false;
    if (!this.#isAtMost(loop.initial[loop.params.indexOf(index)]!, array, loop)) return false;
    return this.#everyTurn(loop).includes(at) && this.#isOneArray(array, loop);
  }

  /* ------------------------------------------------------------ new arrays */

  /** Whether every element gets a value before anything can tell it from a hole. */
  isFilled(made: AllocOp & Op): boolean {
    const { init, result } = made;
    if (init.form !== 'sized') return true;
    const count = this.#constant(init.length);
    if (count === 0) return true;
    const ops = this.#regions.get(made)!.ops;
    const homes: Op[] = [];
    const stored = new Set<number>();
    const passed: Op[] = [];
    for (const op of ops.slice(ops.indexOf(made) + 1)) {
      const isIt = (array: ValueId): boolean => array === result || this.#isAt(array, homes, [...passed, op]);
      if (op.kind === 'method' && op.name === 'fill' && isIt(op.array) && op.args.length === 1) return true;
      if (op.kind === 'loop' && this.#fills(op, isIt, init.length, [...passed, op], result)) return true;
      if (op.kind === 'store' && isIt(op.array)) {
        const index = this.#constant(op.index);
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
    const read = this.#definition(value);
    const home = homes.find((each) => {
      if (each.kind === 'store' && read?.kind === 'load')
        return this.#same(each.array, read.array) && this.#same(each.index, read.index);
      return each.kind === 'set' && read?.kind === 'get' && each.field === read.field && each.object === read.object;
    });
    if (home === undefined) return false;
    const overwrites = (op: Op): boolean => {
      if (op === home) return false;
      if (home.kind === 'set') return op.kind === 'set' && op.field === home.field;
      return home.kind === 'store' && op.kind === 'store' && this.#mayBeOne(op.array, home.array);
    };
    return !passed.some((op) => within(op).some(overwrites));
  }

  #fills(
    loop: Loop,
    isIt: (array: ValueId) => boolean,
    length: ValueId,
    passed: readonly Op[],
    made: ValueId,
  ): boolean {
    if (!isRunThrough(loop, false) || this.#observes(loop, made)) return false;
    return this.#everyTurn(loop).some((op) => {
      if (op.kind !== 'store' || !isIt(op.array) || this.#facts.places.loopOf(op.index) !== loop) return false;
      return this.#reachesAll(loop, op, length, passed);
    });
  }

  /** Whether the index takes all values from 0 up to the length, or down. */
  #reachesAll(loop: Loop, { index, array }: Store, length: ValueId, passed: readonly Op[]): boolean {
    const param = loop.params.indexOf(index);
    const initial = loop.initial[param]!;
    const bounds = this.#testsOf(loop, index, true);
    const isLength = (value: ValueId): boolean => this.#isLength(value, length, array, passed);
    const isLast = (value: ValueId): boolean => {
      const op = this.#definition(value);
      const constant = this.#constant(value);
      if (constant !== undefined) return this.#constant(length) === constant + 1;
      return (
        op?.kind === 'apply' && op.primitive === 'sub' && this.#constant(op.args[1]!) === 1 && isLength(op.args[0]!)
      );
    };
    if (this.#countsUp(loop, index))
      return (
        this.#constant(initial) === 0 &&
        bounds.some(({ relation, bound }) => (relation === 'lt' ? isLength(bound) : relation === 'le' && isLast(bound)))
      );
    if (!this.#steps(loop, param).every((step) => step === -1) || !isLast(initial)) return false;
    return bounds.some(
      ({ relation, bound }) =>
        (relation === 'ge' && this.#constant(bound) === 0) || (relation === 'gt' && this.#constant(bound) === -1),
    );
  }

  #isLength(value: ValueId, length: ValueId, array: ValueId, passed: readonly Op[]): boolean {
    if (this.#same(value, length)) return true;
    const [op, known] = [this.#definition(value), this.#definition(length)];
    if (op?.kind === 'length' && op.array === array) return true;
    // An array that gets longer in between is one with more turns.
    if (op?.kind === 'length' && known?.kind === 'length')
      return op.array === known.array && this.#isQuiet(known, passed.at(-1)!, (each) => this.#shortens(each, op.array));
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
    const isIt = (value: ValueId): boolean => this.#mayBeOne(value, made) && !this.#isEarlier(value, made);
    const reaches = (value: ValueId): boolean => this.#reaches(value, made);
    const sees = (each: Op): boolean => {
      switch (each.kind) {
        case 'opaque':
          if (each.holes === 'asked') return isIt(each.args[0]!);
          return each.args.some(reaches) || (each.effects === 'effects' && this.#isKnown(made));
        case 'call':
          return this.#isHandedTo(each, made);
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

  /* ------------------------------------------------------------ loops */

  /** The operations that every turn runs that gets to its end. */
  #everyTurn(loop: Loop): readonly Op[] {
    const found: Op[] = [];
    const visit = (region: Region): void => {
      for (const op of region.ops) {
        found.push(op);
        if (op.kind === 'if' && this.#isSettled(op.test)) visit(op.then);
      }
    };
    visit(loop.body);
    return found;
  }

  /** A test for an element, of an array that has no holes as far as is known. */
  #isSettled(test: ValueId): boolean {
    const op = this.#definition(test);
    return op?.kind === 'opaque' && op.holes === 'asked' && !this.#isSparse(op.args[0]!);
  }

  #countsUp(loop: Loop, param: ValueId): boolean {
    return this.#steps(loop, loop.params.indexOf(param)).every((step) => step === 1);
  }

  /** What each way to the next turn adds to a parameter. */
  #steps(loop: Loop, index: number): readonly (number | undefined)[] {
    return [...regionsWithin(loop.body)].flatMap(({ end }) => {
      if (end.kind !== 'continue' || end.label !== loop.label) return [];
      const op = this.#definition(end.values[index]!);
      if (op?.kind !== 'apply' || op.args[0] !== loop.params[index]) return [undefined];
      const by = this.#constant(op.args[1]!);
      if (by === undefined || !Number.isInteger(by)) return [undefined];
      return [op.primitive === 'add' ? by : op.primitive === 'sub' ? -by : undefined];
    });
  }

  /** `value + ahead < bound` and the like, as the test of the loop says it; `only`: where it says nothing else. */
  #testsOf(loop: Loop, value: ValueId, only = false): Limit[] {
    const flipped: Record<string, string> = { lt: 'gt', le: 'ge', gt: 'lt', ge: 'le' };
    const visit = (tested: ValueId): Limit[] => {
      const op = this.#definition(tested);
      if (!only && op?.kind === 'if' && op.results[0] === tested && this.#isFalse(op.else)) return visit(op.test);
      if (op?.kind !== 'apply') return [];
      if (!only && op.primitive === 'and') return op.args.flatMap(visit);
      if (flipped[op.primitive] === undefined) return [];
      const [left, right] = op.args as [ValueId, ValueId];
      const [first, second] = [this.#ahead(left, value), this.#ahead(right, value)];
      if (first !== undefined) return [{ relation: op.primitive, bound: right, ahead: first }];
      return second === undefined ? [] : [{ relation: flipped[op.primitive]!, bound: left, ahead: second }];
    };
    const { end } = loop.test;
    const found = end.kind === 'yield' ? visit(end.values[0]!) : [];
    return only ? found.filter(({ ahead }) => ahead === 0) : found;
  }

  /** The constant that is added to a value. */
  #ahead(sum: ValueId, value: ValueId): number | undefined {
    if (sum === value) return 0;
    const op = this.#definition(sum);
    return op?.kind === 'apply' && op.primitive === 'add' && op.args[0] === value
      ? this.#constant(op.args[1]!)
      : undefined;
  }

  #isFalse({ end }: Region): boolean {
    const op = end.kind === 'yield' && end.values.length === 1 ? this.#definition(end.values[0]!) : undefined;
    return op?.kind === 'const' && op.value === false;
  }

  /** Whether a reference is to one and the same array in all turns. */
  #isOneArray(array: ValueId, loop: Loop): boolean {
    const { places } = this.#facts;
    if (places.isInvariant(array, loop)) return true;
    const read = this.#definition(array);
    const isOnePlace =
      read?.kind === 'load'
        ? this.#isOneArray(read.array, loop) && places.isInvariant(read.index, loop)
        : read?.kind === 'get' && places.isInvariant(read.object, loop);
    return isOnePlace && read !== undefined && !within(loop).some((op) => this.#replaces(op, read));
  }

  /* ------------------------------------------------------------ memory */

  #typeOf(value: ValueId): IrType {
    return this.#facts.fn.values.get(value)!.type;
  }

  #definition(value: ValueId): Op | undefined {
    return this.#facts.places.definition(value);
  }

  #constant(value: ValueId): number | undefined {
    const op = this.#definition(value);
    return op?.kind === 'const' && typeof op.value === 'number' ? op.value : undefined;
  }

  #same(a: ValueId, b: ValueId): boolean {
    const [left, right] = [this.#constant(a), this.#constant(b)];
    return a === b || (left !== undefined && left === right);
  }

  /** Whether two references are to one array: the same value, or read from the same place, in which nothing else has been put meanwhile. */
  #isSameRead(a: ValueId, b: ValueId): boolean {
    if (a === b) return true;
    const [first, second] = [this.#definition(a), this.#definition(b)];
    if (first === undefined || second === undefined) return false;
    const isSame =
      first.kind === 'get' && second.kind === 'get'
        ? first.field === second.field && first.object === second.object
        : first.kind === 'load' &&
          second.kind === 'load' &&
          this.#same(first.index, second.index) &&
          this.#isSameRead(first.array, second.array);
    if (!isSame || this.#regions.get(first) !== this.#regions.get(second)) return false;
    return this.#isQuiet(first, second, (op) => this.#replaces(op, first));
  }

  /** Whether nothing of a kind stands between two operations, or within the later one. */
  #isQuiet(one: Op, other: Op, test: (op: Op) => boolean): boolean {
    const { places } = this.#facts;
    const from = Math.min(places.of(one).position, places.of(other).position);
    const last = places.of(one).position === from ? other : one;
    const to = places.of(within(last).at(-1)!).position;
    return !places.all.some(({ op, position }) => position > from && position <= to && op !== last && test(op));
  }

  /** Whether an operation may put another reference where one was read. */
  #replaces(op: Op, read: Op): boolean {
    if (op.kind === 'call' || (op.kind === 'opaque' && op.writesArguments)) return true;
    if (read.kind === 'get') return op.kind === 'set' && op.field === read.field;
    return (
      read.kind === 'load' && (op.kind === 'store' || op.kind === 'method') && this.#mayBeOne(op.array, read.array)
    );
  }

  #aliases(value: ValueId): readonly ClassId[] {
    const { memory } = this.#facts;
    const id = memory.classOf(value);
    return id === undefined ? [] : memory.aliasesOf(id);
  }

  #mayBeOne(a: ValueId, b: ValueId): boolean {
    const id = this.#facts.memory.classOf(a);
    return id !== undefined && this.#aliases(b).includes(id);
  }

  /** Whether a reference is older than a new array, and so cannot be to it. */
  #isEarlier(value: ValueId, made: ValueId): boolean {
    const { places } = this.#facts;
    const from = this.#definition(value) ?? (places.loopOf(value) as Loop | undefined);
    return from === undefined || places.of(from).position < places.of(this.#definition(made)!).position;
  }

  #reaches(from: ValueId, to: ValueId): boolean {
    const { memory } = this.#facts;
    const id = memory.classOf(from);
    const targets = this.#aliases(to);
    return id !== undefined && memory.reachableFrom(id).some((each) => targets.includes(each));
  }

  #isKnown(array: ValueId): boolean {
    const { memory } = this.#facts;
    const id = memory.classOf(array);
    return id !== undefined && memory.isExposed(id);
  }

  #isHandedTo(call: Extract<Op, { kind: 'call' }>, array: ValueId): boolean {
    const targets = this.#aliases(array);
    return [...this.#facts.memory.instantiate(call).values()].some((id) => targets.includes(id));
  }

  #shortens(op: Op, array: ValueId): boolean {
    switch (op.kind) {
      case 'method':
        return (op.name === 'pop' || op.name === 'setLength') && this.#mayBeOne(op.array, array);
      case 'call':
        return this.#facts.mayShrink && this.#isHandedTo(op, array);
      case 'opaque':
        return op.writesArguments && (op.args.some((arg) => this.#reaches(arg, array)) || this.#isKnown(array));
      default:
        return false;
    }
  }

  /** Whether the array may have got shorter by the time that an operation runs; without one, at any time. */
  #mayGetShorter(array: ValueId, at?: Op): boolean {
    const { places } = this.#facts;
    const shortens = (op: Op): boolean => this.#shortens(op, array);
    const made = this.#definition(array);
    const isNew = made?.kind === 'alloc' || (made?.kind === 'method' && made.name === 'slice');
    if (at === undefined || made === undefined || !isNew) return places.all.some(({ op }) => shortens(op));
    const around = places.of(at).loops.find((loop) => !places.of(made).loops.includes(loop)) as Loop | undefined;
    return !this.#isQuiet(made, around ?? at, shortens);
  }

  /** Whether nothing makes an array longer or shorter. */
  #stays(array: ValueId): boolean {
    if (present(this.#typeOf(array)).kind !== 'array' || this.#mayGetShorter(array)) return false;
    return !this.#facts.places.all.some(({ op }) => {
      if (op.kind === 'store') return this.#mayBeOne(op.array, array) && this.#isList(op.array);
      if (op.kind === 'method') return op.name === 'push' && this.#mayBeOne(op.array, array);
      return op.kind === 'call' && this.#isList(array) && this.#isHandedTo(op, array);
    });
  }

  #isList(array: ValueId): boolean {
    const type = present(this.#typeOf(array));
    return type.kind !== 'array' || (type.storage === 'Array' && type.fixedLength === undefined);
  }
}

/** An operation and all within it. */
function within(op: Op): readonly Op[] {
  return [op, ...regionsOf(op).flatMap((region) => [...opsOf(region)])];
}

/** Whether a loop has no way out but its test, or an exception, and no way to the next turn but its end; `mayLeave`: it may be left early. */
function isRunThrough(loop: Loop, mayLeave: boolean): boolean {
  if (loop.body.end.kind !== 'continue' || loop.body.end.label !== loop.label) return false;
  const inner = new Set<Label>();
  for (const op of opsOf(loop.body)) if (op.kind === 'loop' || op.kind === 'block') inner.add(op.label);
  return [...regionsWithin(loop.body)].every((region) => {
    const { end } = region;
    if (region === loop.body || end.kind === 'yield' || end.kind === 'throw') return true;
    if (end.kind === 'return') return mayLeave;
    return inner.has(end.label) || (mayLeave && end.kind === 'break');
  });
}
