/** Which parameters may be, or reach, one object at run time: their shadows must then be made together. */

import { NUMBER, aliasKey, elementOf, hasTangent, isReference, present } from '../ir/type-facts.js';
import type { IrFunction, IrType, Param } from '../ir/types.js';

const arrayOfNumbers: IrType = { kind: 'array', storage: 'Array', element: NUMBER, fixedLength: undefined };

/** What a parameter may reach; nothing else reaches the cell of a module's variable. */
export function reachedType(fn: IrFunction, { value, state }: Param): IrType {
  const { type } = fn.values.get(value)!;
  return state?.isVariable === true && type.kind === 'object' ? [...type.fields.values()][0]! : type;
}

/** Whether values of the two types can be, or reach, one object. */
export function sharesMemory(a: IrType, b: IrType): boolean {
  const keys = (type: IrType, into = new Set<string>(), seen = new Set<IrType>()): Set<string> => {
    const t = present(type);
    if (seen.has(t) || !isReference(t) || !hasTangent(t)) return into;
    seen.add(t);
    // An object may be given wherever its fields are asked for, also for two types that have none in common.
    if (t.kind === 'array' && t.kinds !== undefined) into.add('floats').add(aliasKey(arrayOfNumbers));
    else
      into.add(
        t.kind === 'array' && t.storage !== 'Array'
          ? 'floats'
          : aliasKey(t).replace(/\{[^{}]*\}|record<[^<>]*>/g, 'object'),
      );
    const element = elementOf(t);
    if (element !== undefined) keys(element, into, seen);
    if (t.kind === 'object') for (const field of t.fields.values()) keys(field, into, seen);
    return into;
  };
  const left = keys(a);
  return [...keys(b)].some((key) => left.has(key));
}
