/** Finds elements and fields that are changed in place: `a[i] += x` instead of a load, a sum and a store. */

import { present } from '../ir/type-facts.js';
import type { ApplyOp, IrFunction, IrType, LoadOp, GetOp, Op, OpOf, Region, ValueId } from '../ir/types.js';
import { carriedBy, operandsOf, regionsWithin } from '../ir/walk.js';
import { primitiveNamed } from '../rules/primitives.js';
import { conflict, effectsWithin, opEffects } from './effects.js';

export type Fusion = {
  /** For a store or set: the operator of the change, and the value by which it is made. */
  readonly changes: ReadonlyMap<Op, { readonly operator: string; readonly by: ValueId }>;
  /** The loads and operations that are part of a change. */
  readonly parts: ReadonlySet<Op>;
};

export function fuseChanges(
  fn: IrFunction,
  regions: Iterable<Region>,
  kept: ReadonlySet<Op>,
  uses: ReadonlyMap<ValueId, number>,
): Fusion {
  const typeOf = (value: ValueId): IrType => fn.values.get(value)!.type;
  const changes = new Map<Op, { operator: string; by: ValueId }>();
  const parts = new Set<Op>();
  for (const region of regions) {
    const definedAt = new Map<ValueId, number>();
    region.ops.forEach((op, index) => {
      if (op.kind === 'load' || op.kind === 'get' || op.kind === 'apply') definedAt.set(op.result, index);
    });
    /** What a `Map` holds is not assigned to. */
    const isInMap = (op: OpOf<'store'> | OpOf<'set'>): boolean => {
      const type = op.kind === 'store' ? present(typeOf(op.array)) : undefined;
      return type?.kind === 'keyed' && type.container === 'Map';
    };
    const single = (value: ValueId): number | undefined => (uses.get(value) === 1 ? definedAt.get(value) : undefined);
    region.ops.forEach((store, index) => {
      if ((store.kind !== 'store' && store.kind !== 'set') || !kept.has(store)) return;
      const at = single(store.value);
      const change = at === undefined ? undefined : region.ops[at]!;
      if (change?.kind !== 'apply') return;
      const operator = operatorOf(change, typeOf(change.result));
      if (operator === undefined) return;
      const sides = operator === '+' || operator === '*' ? [0, 1] : [0];
      for (const side of sides) {
        const from = single(change.args[side]!);
        const load = from === undefined ? undefined : region.ops[from]!;
        if (load === undefined || !isSamePlace(load, store) || isInMap(store)) continue;
        const between = region.ops.slice(from! + 1, index);
        if (between.some((op) => conflict(effectsWithin(op, typeOf), opEffects(load, typeOf)))) continue;
        changes.set(store, { operator, by: change.args[1 - side]! });
        parts.add(load).add(change);
        break;
      }
    });
  }
  return { changes, parts };
}

/** What an emitted operation reads: a change reads its place once, and the value by which it changes. */
export function operandsRead(op: Op, { changes, parts }: Fusion): readonly ValueId[] {
  if (parts.has(op)) return [];
  const change = changes.get(op);
  if (change === undefined) return operandsOf(op);
  return op.kind === 'store' ? [op.array, op.index, change.by] : op.kind === 'set' ? [op.object, change.by] : [];
}

/** How often each value is read in the IR as it stands. */
export function countUses(body: Region): ReadonlyMap<ValueId, number> {
  const counts = new Map<ValueId, number>();
  const add = (value: ValueId): unknown => counts.set(value, (counts.get(value) ?? 0) + 1);
  for (const region of regionsWithin(body)) {
    for (const op of region.ops) operandsOf(op).forEach(add);
    carriedBy(region.end).forEach(add);
  }
  return counts;
}

function operatorOf(op: ApplyOp, type: IrType): string | undefined {
  const { print } = primitiveNamed(op.primitive);
  const changes = print.form === 'infix' && /^(?:[-+*/%&|^]|\*\*|<<|>>>?)$/.test(print.operator);
  return changes && type.kind === 'number' ? print.operator : undefined;
}

function isSamePlace(load: Op, store: OpOf<'store'> | OpOf<'set'>): load is Op & (LoadOp | GetOp) {
  if (store.kind === 'store')
    return (
      load.kind === 'load' && !load.mayMiss && !load.orZero && load.array === store.array && load.index === store.index
    );
  return load.kind === 'get' && load.object === store.object && load.field === store.field;
}
