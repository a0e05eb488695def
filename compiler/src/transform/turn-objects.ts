/** What the turns of a loop are handed, as objects: see outline.ts. */

import type { RegionBuilder } from '../ir/builder.js';
import type { Callee, ClosureParam, IrType, ObjectType, ValueId } from '../ir/types.js';
import { apart, asNumber, type Cell, cellsType, type Outlined } from './outline.js';

/** An object of numbers. */
export function cells(
  fields: readonly (readonly [name: string, value: ValueId])[],
  name: string,
  into: RegionBuilder,
): ValueId {
  return into.emit(
    cellsType(fields.map(([field]) => field)),
    (result) => ({
      kind: 'alloc',
      result,
      init: { form: 'object', fields: fields.map(([field, value]) => ({ name: field, value })) },
    }),
    name,
  );
}

/** What the fields of both objects hold at first, but for those that only the turns have to do with. */
export function contentsOf(
  turns: Outlined,
  value: (cell: Cell) => ValueId,
  into: RegionBuilder,
): Record<'state' | 'counts', readonly (readonly [field: string, value: ValueId])[]> {
  const state: (readonly [string, ValueId])[] = [];
  const counts = turns.counts.map((cell) => [cell.field, asNumber(value(cell), into)] as const);
  for (const cell of turns.state) {
    if (cell.kind === 'outer' && cell.there !== undefined) {
      const { number, there } = apart(cell.value, into);
      state.push([cell.field, number]);
      counts.push([cell.there, there]);
    } else state.push([cell.field, value(cell)]);
  }
  return { state, counts };
}

/** A list of arrays and objects; none, should there be none. */
export function list(values: readonly ValueId[], into: RegionBuilder): ValueId | undefined {
  if (values.length === 0) return undefined;
  const fields = new Map(values.map((value, i): [string, IrType] => [String(i), into.fn.typeOf(value)]));
  const type: ObjectType = { kind: 'object', fields, tuple: true, text: undefined };
  return into.emit(type, (result) => ({ kind: 'alloc', result, init: { form: 'literal', elements: values } }));
}

/** An arrow function that does nothing but a call. */
export function caller(
  name: string,
  params: readonly ClosureParam[],
  call: { readonly callee: Callee; readonly args: readonly ValueId[]; readonly results: readonly ValueId[] },
  into: RegionBuilder,
): ValueId {
  const body = into.nested();
  body.add({ kind: 'call', ...call });
  const text = `(${params.map(({ typeText }, i) => `${'ab'[i]}: ${typeText}`).join(', ')}) => void`;
  const result = into.fn.value({ kind: 'opaque', text }, name);
  into.add({ kind: 'closure', result, params, results: [], body: body.end({ kind: 'return', values: [] }) });
  return result;
}
