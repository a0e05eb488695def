/**
 * Readies IR for emission: no two places share a region, nothing stands where control cannot get, and what a closure captures never changes afterwards.
 * A variable that is assigned and captured would live on the heap, and the closure would see later turns of a loop; so such a value
 * is copied into a constant of its own just before the closure.
 */

import { FunctionBuilder } from '../ir/builder.js';
import type { IrFunction, Op, Region, ValueId } from '../ir/types.js';
import {
  carriedBy,
  labelCount,
  operandsOf,
  opsOf,
  regionsWithin,
  resultsOf,
  substitute,
  substituteEnd,
} from '../ir/walk.js';
import type { Substitution } from '../ir/walk.js';
import { neverPassed, NOWHERE } from './reach.js';

export type Prepared = {
  readonly fn: IrFunction;
  /** Values that a closure reads from outside: each needs a constant of its own. */
  readonly captured: ReadonlySet<ValueId>;
};

export function prepare(fn: IrFunction): Prepared {
  const builder = new FunctionBuilder({ values: fn.values, labels: labelCount(fn.body) });
  const changing = changingValues(fn.body);
  const captured = new Set<ValueId>();

  const copyRegion = (region: Region, names: ReadonlyMap<ValueId, ValueId>): Region => {
    const by = renaming(names);
    const ops: Op[] = [];
    for (const op of region.ops) {
      const free = capturedBy(op);
      const inner = new Map(names);
      for (const value of free) {
        if (!changing.has(value) || names.has(value)) {
          captured.add(names.get(value) ?? value);
          continue;
        }
        const copy = builder.value(builder.typeOf(value), builder.infoOf(value).name);
        ops.push({ kind: 'apply', result: copy, primitive: 'stopGradient', args: [value], origin: op.origin });
        inner.set(value, copy);
        captured.add(copy);
      }
      const readied = substitute(op, free.size === 0 ? by : renaming(inner), (nested) => copyRegion(nested, inner));
      ops.push(withoutFieldsOfConstructed(readied));
      if (neverPassed(readied)) return { params: [...region.params], ops, end: NOWHERE };
    }
    return { params: [...region.params], ops, end: substituteEnd(region.end, by) };
  };
  const body = copyRegion(fn.body, new Map());
  return { fn: { ...fn, body, values: builder.values }, captured };
}

/** What a constructor is given says what it makes. */
function withoutFieldsOfConstructed(op: Op): Op {
  if (op.kind !== 'alloc' || op.init.form !== 'object' || op.init.instance?.args === undefined) return op;
  if (op.init.instance.holdsFunctions) return op;
  return { ...op, init: { ...op.init, fields: [] } };
}

/** Whether the user's text makes a function, which may read its holes later. */
export function makesFunction(op: Op): boolean {
  return (
    op.kind === 'opaque' &&
    op.template.some((part) => typeof part === 'string' && /=>|\bfunction\b|\bclass\b/.test(part))
  );
}

const renaming = (names: ReadonlyMap<ValueId, ValueId>): Substitution => ({
  operand: (value) => names.get(value) ?? value,
  result: (value) => value,
  label: (label) => label,
});

/** Values held by variables that are assigned in more than one place. */
function changingValues(body: Region): ReadonlySet<ValueId> {
  const found = new Set<ValueId>();
  for (const op of opsOf(body)) {
    if (op.kind === 'loop') for (const value of op.params) found.add(value);
    if (op.kind === 'if' || op.kind === 'loop' || op.kind === 'block') for (const value of op.results) found.add(value);
    if (op.kind === 'opaque') for (const variable of op.variables) found.add(variable.result);
  }
  return found;
}

function capturedBy(op: Op): ReadonlySet<ValueId> {
  if (makesFunction(op) && op.kind === 'opaque') return new Set(op.args);
  return op.kind === 'closure'
    ? freeIn(
        op.body,
        op.params.map((param) => param.value),
      )
    : new Set();
}

/** Values that a region reads and does not define. */
export function freeIn(region: Region, params: readonly ValueId[] = region.params): ReadonlySet<ValueId> {
  const defined = new Set<ValueId>(params);
  const free = new Set<ValueId>();
  for (const inner of regionsWithin(region)) {
    for (const value of inner.params) defined.add(value);
    for (const op of inner.ops) {
      for (const value of resultsOf(op)) defined.add(value);
      if (op.kind === 'loop') for (const value of op.params) defined.add(value);
      if (op.kind === 'closure') for (const param of op.params) defined.add(param.value);
    }
  }
  const read = (values: readonly ValueId[]): void => {
    for (const value of values) if (!defined.has(value)) free.add(value);
  };
  for (const inner of regionsWithin(region)) {
    for (const op of inner.ops) read(operandsOf(op));
    read(carriedBy(inner.end));
  }
  return free;
}
