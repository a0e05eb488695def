/**
 * Which arrays may have holes: elements that were never given a value, which `map`, `reduce` and their kin pass over.
 * Before: simplified primals, in which lowering has marked what has to do with holes.
 *
 * Holes come from `new Array(n)` that is not filled at once, from stores and lengths behind an array's end, and from text that makes them;
 * copies, joins and calls hand them on. Arguments, and what code that is not followed gives, are taken to have none.
 */

import { present } from '../ir/type-facts.js';
import type { AllocOp, ArrayType, FunctionKey, IrFunction, Op, ValueId } from '../ir/types.js';
import { opsOf } from '../ir/walk.js';
import { ArrayEnds } from './array-ends.js';
import { ArrayMemory } from './array-memory.js';
import { CountedTurns } from './counted-turns.js';
import { FilledArrays } from './filled-arrays.js';
import { type ClassId, analyseMemory, type Memory } from './memory.js';
import { findPlaces } from './places.js';

/** Whether an array of a function may have holes at some time. */
export type Sparse = (fn: FunctionKey, array: ValueId) => boolean;

export function findSparse(functions: ReadonlyMap<FunctionKey, IrFunction>): Sparse {
  if (![...functions.values()].some(mayMakeHoles)) return () => false;
  const memories = analyseMemory(functions);
  const mayShrink = [...functions.values()].some((fn) => [...opsOf(fn.body)].some(shrinks));
  const found = new Map<FunctionKey, Set<ClassId>>([...functions.keys()].map((key) => [key, new Set()]));
  const isSparse: Sparse = (key, array) => {
    const memory = memories.get(key)!;
    const own = memory.classOf(array);
    return own !== undefined && memory.aliasesOf(own).some((id) => found.get(key)!.has(id));
  };
  const certain = new Map(
    [...functions].map(([key, fn]) => {
      const facts = { fn, memory: memories.get(key)!, places: findPlaces(fn), mayShrink };
      const inFunction = new ArrayMemory(facts);
      const turns = new CountedTurns(inFunction, (array) => isSparse(key, array));
      const ofOne = { ends: new ArrayEnds(inFunction, turns), filled: new FilledArrays(inFunction, turns) };
      return [key, ofOne] as const;
    }),
  );
  // More arrays with holes mean more stores that may be passed over, and by these more arrays with holes.
  for (let changed = true; changed; ) {
    changed = false;
    const mark = (key: FunctionKey, id: ClassId | undefined): void => {
      const known = found.get(key);
      if (id === undefined || known === undefined || known.has(id)) return;
      known.add(id);
      changed = true;
    };
    for (const [key, fn] of functions) {
      const memory = memories.get(key)!;
      const markValue = (value: ValueId): void => mark(key, memory.classOf(value));
      for (const op of opsOf(fn.body)) {
        if (op.kind === 'call') {
          for (const [theirs, ours] of memory.instantiate(op)) {
            const callee = memories.get(op.callee.key);
            if (callee?.aliasesOf(theirs).some((id) => found.get(op.callee.key)!.has(id))) mark(key, ours);
            if (memory.aliasesOf(ours).some((id) => found.get(key)!.has(id))) mark(op.callee.key, theirs);
          }
        } else if (op.kind === 'opaque' && op.holes === 'made') {
          for (const value of [...op.args, ...op.results]) for (const id of reached(memory, value)) mark(key, id);
        } else makesHoles(op, fn, certain.get(key)!, (array) => isSparse(key, array)).forEach(markValue);
      }
    }
  }
  return isSparse;
}

/** What is certain of the arrays of one function. */
type Certain = { readonly ends: ArrayEnds; readonly filled: FilledArrays };

/** The arrays that may get holes by an operation. */
function makesHoles(
  op: Op,
  fn: IrFunction,
  certain: Certain,
  isSparse: (array: ValueId) => boolean,
): readonly ValueId[] {
  switch (op.kind) {
    case 'alloc':
      return listType(fn, op.result) !== undefined && allocatesHoles(op, certain, isSparse) ? [op.result] : [];
    case 'store':
      if (op.replaces === true || listType(fn, op.array) === undefined) return [];
      return certain.ends.isWithin(op.index, op.array, op) ? [] : [op.array];
    case 'method':
      if (op.name === 'setLength') return certain.ends.isWithin(op.args[0]!, op.array, op) ? [] : [op.array];
      return op.name === 'slice' && op.result !== undefined && isSparse(op.array) ? [op.result] : [];
    default:
      return [];
  }
}

function allocatesHoles(op: AllocOp & Op, { filled }: Certain, isSparse: (array: ValueId) => boolean): boolean {
  const { init } = op;
  switch (init.form) {
    case 'sized':
      return !filled.isFilled(op);
    case 'copy':
      return init.fillsHoles !== true && isSparse(init.of);
    case 'spread':
      return init.keepsHoles === true && init.parts.some(({ spread, value }) => spread && isSparse(value));
    default:
      return false;
  }
}

/** The type of an array that can have holes. */
function listType(fn: IrFunction, array: ValueId): ArrayType | undefined {
  const type = present(fn.values.get(array)!.type);
  return type.kind === 'array' && type.storage === 'Array' ? type : undefined;
}

function reached(memory: Memory, value: ValueId): readonly ClassId[] {
  const id = memory.classOf(value);
  return id === undefined ? [] : memory.reachableFrom(id);
}

const shrinks = (op: Op): boolean => op.kind === 'method' && (op.name === 'pop' || op.name === 'setLength');

/** Whether a function has anything in it that makes holes, looked at alone. */
function mayMakeHoles(fn: IrFunction): boolean {
  return [...opsOf(fn.body)].some((op) => {
    if (op.kind === 'opaque') return op.holes === 'made';
    if (op.kind === 'alloc') return op.init.form === 'sized' && listType(fn, op.result) !== undefined;
    if (op.kind === 'store') return listType(fn, op.array) !== undefined;
    return op.kind === 'method' && op.name === 'setLength';
  });
}
