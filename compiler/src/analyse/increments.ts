/**
 * Updates of the form `a[i] += v`, `a[i] -= v`, `o.x += v`: the cell's adjoint stays what it is and v's grows by it. Neither zeroing
 * nor the old contents are needed (Hascoët and Pascual, TOMS 39(3), 2013, on increments).
 */

import type { IrFunction, Op, Region, ValueId } from '../ir/types.js';
import { carriedBy, opsOf, operandsOf, regionsWithin } from '../ir/walk.js';
import type { Effects } from './effects.js';
import type { Memory } from './memory.js';

export type Increment = { readonly added: ValueId; readonly sign: 1 | -1 };

export type Increments = {
  /** The increment that a store or set completes. */
  readonly of: (op: Op) => Increment | undefined;
  /** The load or addition belongs to an increment, which stands for it. */
  readonly covers: (op: Op) => boolean;
};

export function findIncrements(fn: IrFunction, memory: Memory, effects: Effects): Increments {
  const uses = new Map<ValueId, number>();
  const use = (value: ValueId): void => void uses.set(value, (uses.get(value) ?? 0) + 1);
  for (const op of opsOf(fn.body)) operandsOf(op).forEach(use);
  for (const region of regionsWithin(fn.body)) carriedBy(region.end).forEach(use);

  const found = new Map<Op, Increment>();
  const covered = new Set<Op>();
  for (const region of regionsWithin(fn.body)) findIn(region);
  return { of: (op) => found.get(op), covers: (op) => covered.has(op) };

  function findIn({ ops }: Region): void {
    const positions = new Map<ValueId, number>();
    ops.forEach((op, at) => {
      if (op.kind === 'apply' || op.kind === 'load' || op.kind === 'get') positions.set(op.result, at);
      if (op.kind !== 'store' && op.kind !== 'set') return;
      const sumAt = positions.get(op.value);
      const sum = sumAt === undefined ? undefined : ops[sumAt];
      if (sum?.kind !== 'apply' || (sum.primitive !== 'add' && sum.primitive !== 'sub') || uses.get(sum.result) !== 1)
        return;
      const [left, right] = sum.args as [ValueId, ValueId];
      const candidates = sum.primitive === 'add' ? [left, right] : [left];
      for (const old of candidates) {
        const readAt = positions.get(old);
        const read = readAt === undefined ? undefined : ops[readAt];
        if (readAt === undefined || read === undefined || left === right || uses.get(old) !== 1 || !sameCell(read, op))
          continue;
        if (ops.slice(readAt + 1, at).some((between) => mayWrite(between, op))) continue;
        found.set(op, { added: old === left ? right : left, sign: sum.primitive === 'sub' ? -1 : 1 });
        covered.add(read).add(sum);
        return;
      }
    });
  }

  function mayWrite(op: Op, update: Extract<Op, { kind: 'store' | 'set' }>): boolean {
    const container = memory.classOf(update.kind === 'store' ? update.array : update.object);
    const aliases = new Set(container === undefined ? [] : memory.aliasesOf(container));
    const writes = (at: Op): boolean => effects.writesOf(at).some((write) => aliases.has(write.memoryClass));
    if (writes(op)) return true;
    for (const nested of op.kind === 'if'
      ? [op.then, op.else]
      : op.kind === 'loop' || op.kind === 'block'
        ? [op.body]
        : []) {
      for (const inner of opsOf(nested)) if (writes(inner)) return true;
    }
    return false;
  }
}

function sameCell(read: Op, write: Extract<Op, { kind: 'store' | 'set' }>): boolean {
  if (write.kind === 'store')
    return read.kind === 'load' && !read.mayMiss && read.array === write.array && read.index === write.index;
  return read.kind === 'get' && read.object === write.object && read.field === write.field;
}
