/** Which loads and stores cannot be outside their array, as far as that can be told from indices and lengths alone. */

import { present } from '../ir/type-facts.js';
import type { IrFunction, LoopOp, Op, ValueId } from '../ir/types.js';
import { opsOf } from '../ir/walk.js';
import type { Loops } from './loops.js';
import type { Places } from './places.js';

/** The integer `root + plus`; without a root, the constant `plus`. Lengths of one array have one root. */
type Bound = { readonly root: string | undefined; readonly plus: number };

type Access = Extract<Op, { kind: 'load' | 'store' }>;

export type Inside = {
  /** Whether the cell that is read is there in whatever is as long as the array has been at any time, as its shadow is. */
  readonly isInside: (access: Access) => boolean;
  /** Whether the index is certainly an integer that is not negative. */
  readonly isNatural: (access: Access) => boolean;
};

/** How many additions and counters a bound is followed through. */
const maxDepth = 8;

export function findInside(fn: IrFunction, places: Places, loops: Loops): Inside {
  const inTest = new Map<Op, LoopOp>();
  for (const { op } of places.all) {
    if (op.kind === 'loop') for (const tested of opsOf(op.test)) inTest.set(tested, op);
  }
  const constantOf = (value: ValueId): number | undefined => {
    const op = places.definition(value);
    return op?.kind === 'const' && typeof op.value === 'number' && Number.isInteger(op.value) ? op.value : undefined;
  };
  const rootOf = (value: ValueId): string => {
    const op = places.definition(value);
    return op?.kind === 'length' ? `length ${op.array}` : `value ${value}`;
  };
  /** `value` as another one and a constant that is added to it. */
  const shifted = (value: ValueId): { readonly of: ValueId; readonly by: number } | undefined => {
    const op = places.definition(value);
    if (op?.kind !== 'apply' || (op.primitive !== 'add' && op.primitive !== 'sub')) return undefined;
    const [left, right] = op.args as [ValueId, ValueId];
    const by = constantOf(right);
    if (by !== undefined) return { of: left, by: op.primitive === 'add' ? by : -by };
    const first = constantOf(left);
    return op.primitive === 'add' && first !== undefined ? { of: right, by: first } : undefined;
  };
  /** The loop whose turns count the value up or down; its test holds in its body only. */
  const counting = (value: ValueId, at: Op) => {
    const loop = places.loopOf(value);
    if (loop === undefined) return undefined;
    const index = loop.params.indexOf(value);
    const step = loops.factsOf(loop).inductions.find((each) => each.index === index)?.step;
    if (step === undefined) return undefined;
    return { initial: loop.initial[index]!, step, test: inTest.get(at) === loop ? undefined : testOf(loop, value) };
  };
  /** `value < bound` and the like, as the test says it. */
  const testOf = (loop: LoopOp, value: ValueId) => {
    const test = loop.test.end.kind === 'yield' ? places.definition(loop.test.end.values[0]!) : undefined;
    if (test?.kind !== 'apply') return undefined;
    const [left, right] = test.args as [ValueId, ValueId];
    const flipped: Record<string, string> = { lt: 'gt', le: 'ge', gt: 'lt', ge: 'le' };
    if (flipped[test.primitive] === undefined) return undefined;
    if (left === value) return { relation: test.primitive as string, bound: right };
    return right === value ? { relation: flipped[test.primitive]!, bound: left } : undefined;
  };

  const least = (value: ValueId, at: Op, depth = 0): number | undefined => {
    const constant = constantOf(value);
    if (constant !== undefined || depth > maxDepth) return constant;
    const shift = shifted(value);
    if (shift !== undefined) {
      const of = least(shift.of, at, depth + 1);
      return of === undefined ? undefined : of + shift.by;
    }
    if (places.definition(value)?.kind === 'length') return 0;
    const count = counting(value, at);
    if (count === undefined) return undefined;
    if (count.step > 0) return least(count.initial, at, depth + 1);
    if (count.test?.relation !== 'ge' && count.test?.relation !== 'gt') return undefined;
    const bound = least(count.test.bound, at, depth + 1);
    return bound === undefined || count.test.relation === 'ge' ? bound : bound + 1;
  };
  /** Bounds that the integer does not exceed. */
  const most = (value: ValueId, at: Op, depth = 0): readonly Bound[] => {
    const constant = constantOf(value);
    if (constant !== undefined) return [{ root: undefined, plus: constant }];
    const found: Bound[] = loops.isInteger(value) || depth > 0 ? [{ root: rootOf(value), plus: 0 }] : [];
    if (depth > maxDepth) return found;
    const add = (bounds: readonly Bound[], by: number): void => {
      for (const { root, plus } of bounds) found.push({ root, plus: plus + by });
    };
    const shift = shifted(value);
    if (shift !== undefined) add(most(shift.of, at, depth + 1), shift.by);
    const count = counting(value, at);
    if (count !== undefined && count.step < 0) add(most(count.initial, at, depth + 1), 0);
    if (count !== undefined && count.test?.relation === 'le') add(most(count.test.bound, at, depth + 1), 0);
    if (count !== undefined && count.test?.relation === 'lt') add(most(count.test.bound, at, depth + 1), -1);
    return found;
  };
  /** Bounds that the array's length has reached at some time. */
  const lengths = (array: ValueId, depth = 0): readonly Bound[] => {
    const found: Bound[] = [{ root: `length ${array}`, plus: 0 }];
    const type = present(fn.values.get(array)!.type);
    if (type.kind === 'array' && type.fixedLength !== undefined)
      found.push({ root: undefined, plus: type.fixedLength });
    const made = places.definition(array);
    if (made?.kind !== 'alloc' || depth > maxDepth) return found;
    const { init } = made;
    if (init.form === 'literal') found.push({ root: undefined, plus: init.elements.length });
    if (init.form === 'sized' || init.form === 'filled') {
      const constant = constantOf(init.length);
      found.push(constant === undefined ? { root: rootOf(init.length), plus: 0 } : { root: undefined, plus: constant });
    }
    return found;
  };

  const isNatural = (access: Access): boolean =>
    loops.isInteger(access.index) && (least(access.index, access) ?? -1) >= 0;

  return {
    isNatural,
    isInside: (access) => {
      if (!isNatural(access)) return false;
      const reached = lengths(access.array);
      return most(access.index, access).some((bound) =>
        reached.some((length) => length.root === bound.root && bound.plus < length.plus),
      );
    },
  };
}
