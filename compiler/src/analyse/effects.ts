/** Which memory each operation may write, and which arrays it may make longer or shorter. */

import { ANY_NUMBERS, isKeyed, isScalar, present } from '../ir/type-facts.js';
import type { FunctionKey, IrFunction, IrType, LoopOp, Op, Region, StoreOp, ValueId } from '../ir/types.js';
import { opsOf, operandsOf, regionsOf } from '../ir/walk.js';
import { addedClasses, type ClassFields, fieldsOfClasses } from './class-fields.js';
import { type ClassId, ELEMENTS, type Memory } from './memory.js';
import { findPlaces, type Places } from './places.js';

export type Write = { readonly memoryClass: ClassId; readonly field: string; readonly resizes: boolean };

/** Writes of a function to memory that its caller can see, in the function's own classes. */
export type EffectSummary = {
  readonly writes: readonly Write[];
  /** Whether it may also write into whatever opaque code has got hold of. */
  readonly writesExposed: boolean;
};

export type Effects = {
  /** Writes of one operation itself (nested regions not included), aliases not included. */
  readonly writesOf: (op: Op) => readonly Write[];
  readonly summary: EffectSummary;
  /** Whether any function of the program puts references into such a cell of an object that it did not make itself. */
  readonly isRewiredAnywhere: (memoryClass: ClassId, field: string) => boolean;
};

/** Analyses every function; recursion is resolved by iteration. */
export function analyseEffects(
  functions: ReadonlyMap<FunctionKey, IrFunction>,
  memory: ReadonlyMap<FunctionKey, Memory>,
): ReadonlyMap<FunctionKey, Effects> {
  const summaries = new Map<FunctionKey, EffectSummary>();
  const inside = new Map([...functions].map(([key, fn]) => [key, findStoresInside(fn)]));
  const fields = new Map([...functions].map(([key, fn]) => [key, fieldsOfClasses(fn, memory.get(key)!)]));
  const writesOf = (key: FunctionKey, fn: IrFunction, op: Op): readonly Write[] =>
    operationWrites(fn, memory.get(key)!, fields.get(key)!, inside.get(key)!, op, (callee) => summaries.get(callee));
  for (let changed = true; changed; ) {
    changed = false;
    for (const [key, fn] of functions) {
      const found = new Map<string, Write>();
      let writesExposed = false;
      for (const op of opsOf(fn.body)) {
        writesExposed ||= op.kind === 'opaque' && op.writesArguments;
        writesExposed ||= op.kind === 'call' && summaries.get(op.callee.key)?.writesExposed === true;
        for (const write of writesOf(key, fn, op)) {
          found.set(`${write.memoryClass} ${write.field} ${write.resizes}`, write);
        }
      }
      const before = summaries.get(key);
      if (found.size !== before?.writes.length || writesExposed !== before.writesExposed) {
        summaries.set(key, { writes: [...found.values()], writesExposed });
        changed = true;
      }
    }
  }
  const rewired = new Set(
    [...functions.keys()].flatMap((key) =>
      summaries.get(key)!.writes.flatMap(({ memoryClass, field }) =>
        memory.get(key)!.contentOf(memoryClass, field) !== undefined && memory.get(key)!.isExternal(memoryClass)
          ? memory
              .get(key)!
              .keysOf(memoryClass)
              .map((type) => `${type} ${field}`)
          : [],
      ),
    ),
  );
  return new Map(
    [...functions].map(([key, fn]) => [
      key,
      {
        writesOf: (op) => writesOf(key, fn, op),
        summary: summaries.get(key)!,
        isRewiredAnywhere: (id, field) =>
          memory
            .get(key)!
            .keysOf(id)
            .some((type) => rewired.has(`${type} ${field}`)),
      },
    ]),
  );
}

function operationWrites(
  fn: IrFunction,
  memory: Memory,
  fields: ClassFields,
  inside: ReadonlySet<Op>,
  op: Op,
  summaryOf: (key: FunctionKey) => EffectSummary | undefined,
): readonly Write[] {
  const elements = (array: ValueId, resizes: boolean): readonly Write[] => {
    const memoryClass = memory.classOf(array);
    return memoryClass === undefined ? [] : [{ memoryClass, field: ELEMENTS, resizes }];
  };
  const exposed = (): readonly ClassId[] => [...fields.keys()].filter((id) => memory.isExposed(id));
  switch (op.kind) {
    case 'store': {
      const type = present(fn.values.get(op.array)!.type);
      return elements(op.array, isKeyed(type) || (isGrowable(type) && !inside.has(op)));
    }
    case 'set': {
      const memoryClass = memory.classOf(op.object);
      const type = present(fn.values.get(op.object)!.type);
      const field = type.kind === 'object' ? type.fields.get(op.field) : undefined;
      // A number may be put where there was none.
      const resizes = field?.kind === 'maybe' && isScalar(field);
      return memoryClass === undefined ? [] : [{ memoryClass, field: op.field, resizes }];
    }
    case 'method':
      switch (op.name) {
        case 'slice':
        case 'subarray':
          return [];
        case 'push':
        case 'pop':
        case 'setLength':
        case 'delete':
        case 'clear':
          return elements(op.array, true);
        default:
          return elements(op.array, false);
      }
    case 'opaque': {
      if (!op.writesArguments) return [];
      const touched = operandsOf(op).flatMap((arg) => {
        const memoryClass = memory.classOf(arg);
        return memoryClass === undefined ? [] : memory.reachableFrom(memoryClass);
      });
      const hidden = operandsOf(op).some((arg) => present(fn.values.get(arg)!.type).kind === 'opaque');
      const reached = new Set([...touched, ...exposed(), ...(hidden ? anyNumbers(memory, fields) : [])]);
      return [...reached].flatMap((memoryClass) => anyField(fields, memoryClass, true));
    }
    case 'helper':
      switch (op.name) {
        case 'accumulate':
          return addedClasses(memory, op.args[0]!, op.args[1]!).flatMap(([to]) => anyField(fields, to, false));
        case 'extend':
          return elements(op.args[0]!, true);
        case 'restore':
          return memory.reachableFrom(memory.classOf(op.args[1]!)!).flatMap((id) => anyField(fields, id, true));
        default:
          return [];
      }
    case 'call': {
      const summary = summaryOf(op.callee.key);
      if (summary === undefined) return [];
      const map = memory.instantiate(op);
      const written = summary.writes.flatMap((write) => {
        const memoryClass = map.get(write.memoryClass);
        return memoryClass === undefined ? [] : [{ ...write, memoryClass }];
      });
      return summary.writesExposed
        ? [...written, ...exposed().flatMap((memoryClass) => anyField(fields, memoryClass, true))]
        : written;
    }
    default:
      return [];
  }
}

/** An array of integers, which the IR does not follow, may be one that was given for an array of any numbers, too. */
function anyNumbers(memory: Memory, fields: ClassFields): readonly ClassId[] {
  return [...fields.keys()].filter((id) => memory.isExternal(id) && memory.keysOf(id).includes(ANY_NUMBERS));
}

function isGrowable(type: IrType): boolean {
  return type.kind === 'array' && type.storage === 'Array' && type.fixedLength === undefined;
}

/**
 * Stores that cannot make their array longer: at the counter of a loop that runs while it is less than the array's length, or at
 * a place that has just been read (had there been nothing, the sum or product that is stored would be NaN anyway).
 */
function findStoresInside(fn: IrFunction): ReadonlySet<Op> {
  const places = findPlaces(fn);
  const found = new Set<Op>();
  const visit = (region: Region, before: ReadonlySet<string>): void => {
    const read = new Set(before);
    for (const op of region.ops) {
      for (const nested of regionsOf(op)) visit(nested, read);
      if (op.kind === 'load' && !op.mayMiss) read.add(`${op.array} ${op.index}`);
      if (op.kind === 'call' || op.kind === 'opaque' || (op.kind === 'method' && op.name !== 'push')) read.clear();
      if (op.kind === 'store' && (read.has(`${op.array} ${op.index}`) || isBelowLength(op))) found.add(op);
    }
  };
  const isBelowLength = ({ array, index }: StoreOp): boolean => {
    const end = places.loopOf(index)?.test.end;
    const test = end?.kind === 'yield' ? places.definition(end.values[0]!) : undefined;
    if (test?.kind !== 'apply' || test.primitive !== 'lt' || test.args[0] !== index) return false;
    const bound = places.definition(test.args[1]!);
    return bound?.kind === 'length' && bound.array === array;
  };
  visit(fn.body, new Set());
  return found;
}

function anyField(fields: ClassFields, memoryClass: ClassId, resizes: boolean): readonly Write[] {
  return [...(fields.get(memoryClass)?.keys() ?? [])].map((field) => ({ memoryClass, field, resizes }));
}

/** An object's field may be a cell of the record that it was given for. */
const isOneCell = (a: string, b: string): boolean => a === b || a === ELEMENTS || b === ELEMENTS;

/** Answers whether what was read at one place may have changed when the reverse sweep comes back to it. */
export class Overwrites {
  readonly #memory: Memory;
  readonly #places: Places;
  readonly #isReversedInPlace: (loop: LoopOp) => boolean;
  readonly #writes: readonly {
    readonly op: Op;
    readonly write: Write;
    readonly position: number;
    readonly loops: readonly LoopOp[];
  }[];

  /** @param isReversedInPlace whether what a turn of the loop reads is read again before the next turn, and nothing behind the loop. */
  constructor(
    memory: Memory,
    places: Places,
    effects: Effects,
    isReversedInPlace: (loop: LoopOp) => boolean = () => false,
  ) {
    this.#memory = memory;
    this.#places = places;
    this.#isReversedInPlace = isReversedInPlace;
    this.#writes = places.all.flatMap(({ op, position, loops }) =>
      effects.writesOf(op).map((write) => ({ op, write, position, loops })),
    );
  }

  /** Whether the cells (class, field), read by `reader`, may be written after that. */
  writtenAfter(reader: Op, memoryClass: ClassId, field: string): boolean {
    return this.#after(reader, memoryClass, (write) => isOneCell(write.field, field));
  }

  /** Whether the class's arrays may change length after `reader`. */
  resizedAfter(reader: Op, memoryClass: ClassId): boolean {
    return this.#after(reader, memoryClass, (write) => write.resizes);
  }

  /** The operations that may write the cells (class, field). */
  writersOf(memoryClass: ClassId, field: string): readonly Op[] {
    const aliases = new Set(this.#memory.aliasesOf(memoryClass));
    return this.#writes
      .filter(({ write }) => isOneCell(write.field, field) && aliases.has(write.memoryClass))
      .map(({ op }) => op);
  }

  /** Whether anything within a loop may write the class. */
  writtenIn(loop: LoopOp, memoryClass: ClassId): boolean {
    const aliases = new Set(this.#memory.aliasesOf(memoryClass));
    return this.#writes.some(
      ({ op, write }) => aliases.has(write.memoryClass) && this.#places.of(op).loops.includes(loop),
    );
  }

  /** Whether the function itself writes the class at all. */
  everWritten(memoryClass: ClassId): boolean {
    const aliases = new Set(this.#memory.aliasesOf(memoryClass));
    return this.#writes.some(({ write }) => aliases.has(write.memoryClass));
  }

  #after(reader: Op, memoryClass: ClassId, matters: (write: Write) => boolean): boolean {
    const aliases = new Set(this.#memory.aliasesOf(memoryClass));
    const { position, loops } = this.#places.of(reader);
    // Of the loops whose turns are reversed in place, the innermost around the reader: all others are further out.
    const turn = loops.findLastIndex(this.#isReversedInPlace);
    const again = loops[turn + 1];
    return this.#writes.some(
      ({ write, position: at, loops: around }) =>
        aliases.has(write.memoryClass) &&
        matters(write) &&
        (turn < 0 || around[turn] === loops[turn]) &&
        (at > position || (again !== undefined && around[turn + 1] === again)),
    );
  }
}
