/** Whether the values of a type that may be missing are then `undefined`, `null`, or now this and now that. The IR does not say. */

import type { IrFunction, IrType, ValueId } from '../ir/types.js';
import { opsOf } from '../ir/walk.js';
import { typeText, type Absence } from '../ir/type-text.js';

/** Judges by what the function compares such values with, and by how the user wrote the types of its parameters. */
export function analyseAbsence(fn: IrFunction): Absence {
  const kinds = new Map<string, Set<string>>();
  const note = (type: IrType, kind: string): void => {
    if (type.kind !== 'maybe') return;
    const key = typeText(type.of);
    kinds.set(key, (kinds.get(key) ?? new Set()).add(kind));
  };
  const typeOf = (value: ValueId): IrType => fn.values.get(value)!.type;
  const nothings = new Map<ValueId, string>();
  for (const { value, typeText: text, optional } of fn.params) {
    if (optional) note(typeOf(value), 'undefined');
    // What a derivative has no place for is `undefined`, however the user writes it.
    if (text.startsWith('Tangent<')) note(typeOf(value), 'undefined');
    else
      for (const kind of ['undefined', 'null']) if (new RegExp(`\\b${kind}\\b`).test(text)) note(typeOf(value), kind);
  }
  for (const op of opsOf(fn.body)) {
    if (op.kind === 'const' && (op.value === undefined || op.value === null)) nothings.set(op.result, String(op.value));
    if (op.kind === 'load' && op.mayMiss) note(typeOf(op.result), 'undefined');
    if (op.kind !== 'apply' || (op.primitive !== 'eq' && op.primitive !== 'ne')) continue;
    const [a, b] = op.args;
    for (const [value, other] of [
      [a!, b!],
      [b!, a!],
    ] as const) {
      const kind = nothings.get(other);
      if (kind !== undefined) note(typeOf(value), kind);
    }
  }
  return (of) => [...(kinds.get(of) ?? ['undefined'])].sort();
}
