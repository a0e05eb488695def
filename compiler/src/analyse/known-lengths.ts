/** Arrays whose length is one constant for as long as they live. */

import { present } from '../ir/type-facts.js';
import type { AllocInit, IrFunction, IrType, Op, ValueId } from '../ir/types.js';
import { carriedBy, operandsOf, opsOf, regionsWithin } from '../ir/walk.js';

export type ConstantOf = (value: ValueId) => unknown;

/** Methods that neither make an array longer or shorter nor hand it on. */
const keepLength: ReadonlySet<string> = new Set(['fill', 'slice', 'set', 'reverse', 'copyWithin']);

/**
 * @param constantOf the number that a value is known to be, whatever else for others.
 * @returns the length of an array; `undefined` where it is not known, or may change, and for arrays that have come about since.
 */
export function findLengths(
  fn: IrFunction,
  definition: (value: ValueId) => Op | undefined,
  constantOf: ConstantOf,
): (array: ValueId) => number | undefined {
  const typeOf = (value: ValueId): IrType | undefined => {
    const known = fn.values.get(value);
    return known && present(known.type);
  };
  const limits = new Map<ValueId, ValueId>();
  const resized = new Set<ValueId>();
  const stores: Extract<Op, { kind: 'store' }>[] = [];
  for (const op of opsOf(fn.body)) {
    if (op.kind === 'loop' && op.test.end.kind === 'yield') {
      const test = definition(op.test.end.values[0]!);
      const [left, right] = test?.kind === 'apply' && test.primitive === 'lt' ? test.args : [];
      if (left !== undefined && right !== undefined && op.params.includes(left)) limits.set(left, right);
    }
    const used = new Set(operandsOf(op));
    if (op.kind === 'load' || op.kind === 'length') used.delete(op.array);
    if (op.kind === 'method' && keepLength.has(op.name) && !op.args.includes(op.array)) used.delete(op.array);
    if (op.kind === 'alloc' && op.init.form === 'copy') used.delete(op.init.of);
    if (op.kind === 'store') {
      stores.push(op);
      if (op.value !== op.array) used.delete(op.array);
    }
    used.forEach((value) => resized.add(value));
  }
  for (const region of regionsWithin(fn.body)) carriedBy(region.end).forEach((value) => resized.add(value));

  const known = new Map<ValueId, number>();
  const unknown = new Set<ValueId>();
  /** Of arrays that are being asked about: what they are made with, as long as nothing speaks against it. */
  const assumed = new Map<ValueId, number | undefined>();
  const lengthOf = (array: ValueId): number | undefined => {
    const type = typeOf(array);
    if (type?.kind !== 'array' || type.kinds !== undefined) return undefined;
    if (type.fixedLength !== undefined) return type.fixedLength;
    if (unknown.has(array)) return undefined;
    if (known.has(array)) return known.get(array);
    if (assumed.has(array)) return assumed.get(array);
    assumed.set(array, undefined); // an array whose length is made of its own
    const made = definition(array);
    const length = made?.kind === 'alloc' ? madeWith(made.init) : undefined;
    assumed.set(array, length); // stores below its own length
    const isKnown = length !== undefined && (type.storage !== 'Array' || staysSo(array, length));
    assumed.delete(array);
    if (!isKnown) {
      unknown.add(array);
      return undefined;
    }
    // What follows from an assumption holds as long as that does.
    if (assumed.size === 0) known.set(array, length);
    return length;
  };
  const madeWith = (init: AllocInit): number | undefined => {
    switch (init.form) {
      case 'literal':
        return init.elements.length;
      case 'sized':
      case 'filled': {
        const length = constantOf(init.length);
        return typeof length === 'number' && Number.isInteger(length) && length >= 0 ? length : undefined;
      }
      case 'copy':
        return lengthOf(init.of);
      default:
        return undefined;
    }
  };
  const staysSo = (array: ValueId, length: number): boolean => {
    if (resized.has(array)) return false;
    return stores.every((store) => store.array !== array || isBelow(store.index, array, length));
  };
  const isBelow = (index: ValueId, array: ValueId, length: number): boolean => {
    const constant = constantOf(index);
    if (typeof constant === 'number') return constant < length;
    const limit = limits.get(index);
    if (limit === undefined) return false;
    const op = definition(limit);
    if (op?.kind === 'length') return op.array === array || (lengthOf(op.array) ?? Infinity) <= length;
    const bound = constantOf(limit);
    return typeof bound === 'number' && bound <= length;
  };
  return lengthOf;
}
