/** What activity analysis has found of one function so far: varied and useful values and memory cells. */

import { hasTangent, isReference, isScalar, present } from '../ir/type-facts.js';
import type { CallOp, FunctionKey, IrFunction, IrType, Op, ValueId } from '../ir/types.js';
import { opsOf } from '../ir/walk.js';
import { fieldsOfClasses } from './class-fields.js';
import { type ClassId, ELEMENTS, type Memory } from './memory.js';

/** For each parameter, whether a derivative enters through it; written as a string of 0 and 1. */
export type Mask = string;

export type ProgramFacts = {
  readonly functions: ReadonlyMap<FunctionKey, IrFunction>;
  readonly memory: ReadonlyMap<FunctionKey, Memory>;
};

/** What a caller must know of a callee under a mask; classes are the callee's. */
export type Summary = {
  readonly resultVaried: boolean;
  readonly variedCells: readonly (readonly [ClassId, string])[];
  readonly shadowedClasses: readonly ClassId[];
  /** For each parameter: whether the scalar, or some cell that can be reached from it, is useful inside. */
  readonly usefulParams: readonly boolean[];
} & LeftOutside;

/** What is left where only code outside of the function finds it, in what a module keeps: be it by itself or by its callees. */
export type LeftOutside = {
  /** Whether something varied is left there. */
  readonly keepsVaried: boolean;
  /** The types, as alias keys, of what is known there and written with something varied: it may be what the caller holds, too. */
  readonly variedOutside: readonly string[];
};

export type SummaryOf = (callee: FunctionKey, mask: Mask) => Summary;

class Cells {
  readonly #set = new Set<string>();
  changed = false;
  add(memoryClass: ClassId, field: string): void {
    const key = `${memoryClass} ${field}`;
    if (this.#set.has(key)) return;
    this.#set.add(key);
    this.changed = true;
  }
  has(memoryClass: ClassId, field: string): boolean {
    return this.#set.has(`${memoryClass} ${field}`);
  }
  *[Symbol.iterator](): Generator<[ClassId, string]> {
    for (const key of this.#set) {
      const space = key.indexOf(' ');
      yield [Number(key.slice(0, space)), key.slice(space + 1)];
    }
  }
}

/** Whether a cell of the type can hold something varied: a scalar, or what cannot be followed but may hold numbers. */
export function isFollowed(type: IrType): boolean {
  return isScalar(type) || (type.kind === 'opaque' && type.carries === true);
}

export function isCallable(type: IrType): boolean {
  return type.kind === 'opaque' && type.callable === true;
}

export type ActivityState = ReturnType<typeof activityState>;

/** Nothing is varied or useful at first; both only grow. */
export function activityState(facts: ProgramFacts, key: FunctionKey) {
  const fn = facts.functions.get(key)!;
  const memory = facts.memory.get(key)!;
  const typeOf = (value: ValueId): IrType => fn.values.get(value)!.type;

  const varied = new Set<ValueId>();
  const useful = new Set<ValueId>();
  const variedCells = new Cells();
  const usefulCells = new Cells();
  /** Fields of each class that hold scalars: where derivatives live. */
  const fieldsOfClass = new Map(
    [...fieldsOfClasses(fn, memory)].map(([id, fields]) => [
      id,
      new Set([...fields].filter(([, type]) => isFollowed(type)).map(([field]) => field)),
    ]),
  );
  const cellsWithin = function* (id: ClassId): Generator<[ClassId, string]> {
    for (const reached of memory.reachableFrom(id)) {
      for (const field of fieldsOfClass.get(reached) ?? []) yield [reached, field];
    }
  };

  /** A cell and those that may be the same: the fields of an object may be cells of the record that it was given for. */
  const oneCell = function* (id: ClassId, field: string): Generator<[ClassId, string]> {
    for (const alias of memory.aliasesOf(id)) {
      const fields = fieldsOfClass.get(alias);
      const isOther = fields !== undefined && !fields.has(field) && (field === ELEMENTS || fields.has(ELEMENTS));
      if (!isOther) yield [alias, field];
      else for (const each of fields) yield [alias, each];
    }
  };

  /** Adds to a set of values, and notes that something was added. */
  const mark = (set: Set<ValueId>, value: ValueId): void => {
    if (set.has(value)) return;
    set.add(value);
    state.changed = true;
  };
  const carriesTangent = (value: ValueId): boolean => isScalar(typeOf(value)) || typeOf(value).kind === 'opaque';

  /** What values without a structure were made of by text: it may be what they hold. */
  const madeOf = new Map<ValueId | ClassId, Set<ValueId>>();
  for (const op of opsOf(fn.body)) {
    if (op.kind !== 'opaque') continue;
    for (const result of op.results) {
      if (isReference(typeOf(result)) || typeOf(result).kind !== 'opaque') continue;
      const id = memory.classOf(result) ?? result;
      const known = madeOf.get(id) ?? new Set();
      madeOf.set(id, known);
      for (const arg of op.args) known.add(arg);
    }
  }
  /** The classes that a value may lead to, also by way of what hides their structure. */
  const classesBehind = (value: ValueId): ReadonlySet<ClassId> => {
    const found = new Set<ClassId>();
    const values = new Set<ValueId>([value]);
    for (const each of values) {
      const id = memory.classOf(each);
      const reached = id === undefined ? [] : memory.reachableFrom(id);
      for (const one of reached) found.add(one);
      for (const key of id === undefined ? [each] : reached)
        for (const source of madeOf.get(key) ?? []) values.add(source);
    }
    return found;
  };

  const anyVaried = (value: ValueId): boolean => {
    if (varied.has(value)) return true;
    const id = memory.classOf(value);
    if (id === undefined) return false;
    for (const [c, f] of cellsWithin(id)) if (variedCells.has(c, f)) return true;
    return false;
  };
  const anyUseful = (value: ValueId): boolean => {
    if (useful.has(value)) return true;
    const id = memory.classOf(value);
    if (id === undefined) return false;
    for (const [c, f] of cellsWithin(id)) if (usefulCells.has(c, f)) return true;
    return false;
  };
  const storeInto = (container: ValueId, field: string): void => {
    const id = memory.classOf(container);
    if (id !== undefined) for (const [c, f] of oneCell(id, field)) variedCells.add(c, f);
  };
  const isVariedCell = (container: ValueId, field: string): boolean => {
    const id = memory.classOf(container);
    return id !== undefined && variedCells.has(id, field);
  };
  const isUsefulCell = (container: ValueId, field: string): boolean => {
    const id = memory.classOf(container);
    return id !== undefined && [...oneCell(id, field)].some(([c, f]) => usefulCells.has(c, f));
  };
  const useCell = (container: ValueId, field: string): void => {
    const id = memory.classOf(container);
    if (id !== undefined) for (const [c, f] of oneCell(id, field)) usefulCells.add(c, f);
  };
  const allocField = (op: Extract<Op, { kind: 'alloc' }>, i: number): string =>
    present(typeOf(op.result)).kind === 'object' ? String(i) : ELEMENTS;

  const maskOf = (op: CallOp): Mask => {
    const callee = facts.functions.get(op.callee.key);
    return (callee?.params ?? [])
      .map((param, i) => {
        const arg = op.args[i];
        const type = callee!.values.get(param.value)!.type;
        return arg !== undefined && (hasTangent(type) || isFollowed(type)) && anyVaried(arg) ? '1' : '0';
      })
      .join('');
  };

  const state = {
    facts,
    changed: false,
    fn,
    memory,
    typeOf,
    varied,
    useful,
    variedCells,
    usefulCells,
    fieldsOfClass,
    cellsWithin,
    oneCell,
    mark,
    carriesTangent,
    classesBehind,
    anyVaried,
    anyUseful,
    storeInto,
    isVariedCell,
    isUsefulCell,
    useCell,
    allocField,
    maskOf,
  };
  return state;
}
