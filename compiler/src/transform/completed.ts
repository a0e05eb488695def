/** Stand-ins for the derivatives of arrays of integers. */

import type { RegionBuilder } from '../ir/builder.js';
import { BOOLEAN, FLOATS, NUMBER } from '../ir/type-facts.js';
import type { IrType, ValueId } from '../ir/types.js';

/**
 * The shadow or tangent of an array that may be one of integers, which has none: zeros, so that whatever is done with arrays of numbers
 * can be done here as well. What adds up in them goes nowhere: nothing that is stored in an array of integers keeps its derivative.
 *
 * @param given what there is: missing where the array is one of integers.
 * @param array the array itself.
 * @param result the value to define.
 */
export function completeShadow(given: ValueId, array: ValueId, result: ValueId, into: RegionBuilder): void {
  const nothing = into.constant(undefined);
  const isMissing = into.apply('eq', [given, nothing], BOOLEAN);
  const isOptional = into.fn.typeOf(array).kind === 'maybe';
  const test = isOptional
    ? into.apply('and', [isMissing, into.apply('looseNe', [array, nothing], BOOLEAN)], BOOLEAN)
    : isMissing;
  const [then, otherwise] = [into.nested(), into.nested()];
  const length = then.emit(NUMBER, (value) => ({ kind: 'length', result: value, array }));
  const zeros = then.emit(FLOATS, (value) => ({ kind: 'alloc', result: value, init: { form: 'sized', length } }));
  into.add({
    kind: 'if',
    test,
    results: [result],
    then: then.end({ kind: 'yield', values: [zeros] }),
    else: otherwise.end({ kind: 'yield', values: [given] }),
  });
}

/** What is made for an array; nothing, if it is one of integers. */
export function unlessIntegers(array: ValueId, make: (into: RegionBuilder) => ValueId, into: RegionBuilder): ValueId {
  const test = into.emit(BOOLEAN, (result) => ({ kind: 'helper', name: 'holdsIntegers', result, args: [array] }));
  const [then, otherwise] = [into.nested(), into.nested()];
  const nothing = then.constant(undefined);
  const made = make(otherwise);
  return into.emit(into.fn.typeOf(made), (result) => ({
    kind: 'if',
    test,
    results: [result],
    then: then.end({ kind: 'yield', values: [nothing] }),
    else: otherwise.end({ kind: 'yield', values: [made] }),
  }));
}

/** The type of what may be missing that way. */
export function incomplete(type: IrType): IrType {
  return type.kind === 'maybe' ? type : { kind: 'maybe', of: type };
}
