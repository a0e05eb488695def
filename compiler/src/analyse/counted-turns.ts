/** How loops over arrays count, and what all their turns do. */

import type { Label, LoopOp, Op, Region, ValueId } from '../ir/types.js';
import { opsOf, regionsWithin } from '../ir/walk.js';
import { type ArrayMemory, within } from './array-memory.js';

/** What a test says of a value: `value + ahead < bound`, for one. */
type Limit = { readonly relation: string; readonly bound: ValueId; readonly ahead: number };

export class CountedTurns {
  readonly #memory: ArrayMemory;
  /** Optimistic: arrays that are found to have holes later make fewer things certain. */
  readonly #isSparse: (array: ValueId) => boolean;

  constructor(memory: ArrayMemory, isSparse: (array: ValueId) => boolean) {
    this.#memory = memory;
    this.#isSparse = isSparse;
  }

  /** The operations that every turn runs that gets to its end. */
  everyTurn(loop: LoopOp & Op): readonly Op[] {
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
    const op = this.#memory.definition(test);
    return op?.kind === 'opaque' && op.holes === 'asked' && !this.#isSparse(op.args[0]!);
  }

  countsUp(loop: LoopOp & Op, param: ValueId): boolean {
    return this.steps(loop, loop.params.indexOf(param)).every((step) => step === 1);
  }

  /** What each way to the next turn adds to a parameter. */
  steps(loop: LoopOp & Op, index: number): readonly (number | undefined)[] {
    return [...regionsWithin(loop.body)].flatMap(({ end }) => {
      if (end.kind !== 'continue' || end.label !== loop.label) return [];
      const op = this.#memory.definition(end.values[index]!);
      if (op?.kind !== 'apply' || op.args[0] !== loop.params[index]) return [undefined];
      const by = this.#memory.constant(op.args[1]!);
      if (by === undefined || !Number.isInteger(by)) return [undefined];
      return [op.primitive === 'add' ? by : op.primitive === 'sub' ? -by : undefined];
    });
  }

  /** `value + ahead < bound` and the like, as the test of the loop says it; `only`: where it says nothing else. */
  testsOf(loop: LoopOp & Op, value: ValueId, only = false): Limit[] {
    const flipped: Record<string, string> = { lt: 'gt', le: 'ge', gt: 'lt', ge: 'le' };
    const visit = (tested: ValueId): Limit[] => {
      const op = this.#memory.definition(tested);
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
    const op = this.#memory.definition(sum);
    return op?.kind === 'apply' && op.primitive === 'add' && op.args[0] === value
      ? this.#memory.constant(op.args[1]!)
      : undefined;
  }

  #isFalse({ end }: Region): boolean {
    const op = end.kind === 'yield' && end.values.length === 1 ? this.#memory.definition(end.values[0]!) : undefined;
    return op?.kind === 'const' && op.value === false;
  }

  /** Whether a reference is to one and the same array in all turns. */
  isOneArray(array: ValueId, loop: LoopOp & Op): boolean {
    const { places } = this.#memory;
    if (places.isInvariant(array, loop)) return true;
    const read = this.#memory.definition(array);
    const isOnePlace =
      read?.kind === 'load'
        ? this.isOneArray(read.array, loop) && places.isInvariant(read.index, loop)
        : read?.kind === 'get' && places.isInvariant(read.object, loop);
    return isOnePlace && read !== undefined && !within(loop).some((op) => this.#memory.replaces(op, read));
  }
}

/** Whether a loop has no way out but its test, or an exception, and no way to the next turn but its end; `mayLeave`: it may be left early. */
export function isRunThrough(loop: LoopOp & Op, mayLeave: boolean): boolean {
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
