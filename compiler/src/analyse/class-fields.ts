/** What the classes of memory hold, as the types of the values say that belong to them. */

import { elementOf, isReference, present } from '../ir/type-facts.js';
import type { IrFunction, IrType, ValueId } from '../ir/types.js';
import { type ClassId, ELEMENTS, type Memory } from './memory.js';

export type ClassFields = ReadonlyMap<ClassId, ReadonlyMap<string, IrType>>;

/** For every class of a function, its fields and their types, those included that no operation of the function touches. */
export function fieldsOfClasses(fn: IrFunction, memory: Memory): ClassFields {
  const found = new Map<ClassId, Map<string, IrType>>();
  const seen = new Set<string>();
  const ids = new Map<IrType, number>();
  const visit = (id: ClassId | undefined, type: IrType): void => {
    const t = present(type);
    if (id === undefined || !isReference(t)) return;
    if (!ids.has(t)) ids.set(t, ids.size);
    if (seen.has(`${id} ${ids.get(t)}`)) return;
    seen.add(`${id} ${ids.get(t)}`);
    let fields = found.get(id);
    if (fields === undefined) found.set(id, (fields = new Map()));
    const element = elementOf(t);
    const held: Iterable<readonly [string, IrType]> =
      element !== undefined ? [[ELEMENTS, element]] : t.kind === 'object' ? t.fields : [];
    for (const [field, inner] of held) {
      // Arrays that may be one by their names alone hold numbers here and rows there: what is a number is not to be missed.
      const known = fields.get(field);
      if (known === undefined || isReference(known)) fields.set(field, inner);
      visit(memory.contentOf(id, field), inner);
    }
  };
  for (const [value, { type }] of fn.values) visit(memory.classOf(value), type);
  return found;
}

/** Classes of a target and of what `accumulate` adds to it, object by object. */
export function addedClasses(
  memory: Memory,
  target: ValueId,
  source: ValueId,
): readonly (readonly [to: ClassId, from: ClassId])[] {
  const found = new Map<string, readonly [ClassId, ClassId]>();
  const visit = (to: ClassId | undefined, from: ClassId | undefined): void => {
    if (to === undefined || from === undefined || found.has(`${to} ${from}`)) return;
    found.set(`${to} ${from}`, [to, from]);
    for (const field of memory.fieldsOf(from)) visit(memory.contentOf(to, field), memory.contentOf(from, field));
  };
  visit(memory.classOf(target), memory.classOf(source));
  return [...found.values()];
}
