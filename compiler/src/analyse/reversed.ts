/** Which operations the reverse sweep has anything to do for. */

import { elementOf, isReference, isScalar } from '../ir/type-facts.js';
import type { AllocOp, HelperOp, IrFunction, Op, Region, ValueId } from '../ir/types.js';
import { opsOf, regionsWithin, resultsOf } from '../ir/walk.js';
import type { Activity } from './activity.js';
import type { Increments } from './increments.js';
import { ELEMENTS, type Memory } from './memory.js';

/** For an operation, the values that its reversal reads besides its operands. */
export type Aux = ReadonlyMap<Op, readonly ValueId[]>;

/** @param facts `later`: the reverse sweep runs when the forward sweep has long returned, and new shadows are made for it to write. */
export function findReversed(
  fn: IrFunction,
  facts: {
    readonly memory: Memory;
    readonly activity: Activity;
    readonly aux: Aux;
    readonly increments: Increments;
    readonly later: boolean;
  },
): (op: Op) => boolean {
  const { memory, activity, aux, increments, later } = facts;
  const reversed = new Map<Op, boolean>();
  const typeOf = (value: ValueId) => fn.values.get(value)!.type;
  const abandoned = new Set<Op>();
  for (const region of regionsWithin(fn.body))
    if (region.end.kind === 'throw') for (const op of opsOf(region)) abandoned.add(op);
  const isReversed = (op: Op): boolean => {
    let known = reversed.get(op);
    if (known === undefined) reversed.set(op, (known = hasReversal(op)));
    return known;
  };
  const regionReversed = (region: Region): boolean => region.ops.some(isReversed);
  function hasReversal(op: Op): boolean {
    // Where an exception leaves the function, no reverse sweep follows.
    if (abandoned.has(op) || increments.covers(op)) return false;
    switch (op.kind) {
      case 'apply':
        return activity.isActive(op.result) && op.args.some((arg) => activity.isActive(arg));
      case 'load':
      case 'get':
        return activity.isActive(op.result);
      case 'store':
        return replaces(op, op.array, ELEMENTS, op.value);
      case 'set':
        return replaces(op, op.object, op.field, op.value);
      case 'alloc':
        return activity.hasShadow(op.result) && (later || receivesActive(op));
      case 'method':
        // What was cut off or taken away had no adjoint any more.
        return (
          !/^(?:subarray|setLength|delete|clear)$/.test(op.name) &&
          activity.hasShadow(op.array) &&
          holdsScalars(op.array)
        );
      case 'helper':
        if (op.name === 'accumulate') return op.args.every(activity.hasShadow);
        if (op.name === 'restore') return activity.hasShadow(op.args[1]!);
        return later && isShadows(op);
      case 'call':
        return activity.callMask(op) !== undefined || (later && makesShadow(op));
      case 'opaque':
        return later && makesShadow(op);
      case 'if':
        return (
          regionReversed(op.then) ||
          regionReversed(op.else) ||
          op.results.some(activity.isActive) ||
          [op.then, op.else].some((arm) => leavesActive(arm))
        );
      case 'loop':
        return regionReversed(op.body) || op.params.some(activity.isActive) || op.results.some(activity.isActive);
      default:
        return false;
    }
  }
  /** What nothing active has made, but active things are put into: its shadow has to be clear when a pullback runs again. */
  const makesShadow = (op: Op): boolean =>
    resultsOf(op).some((result) => isReference(typeOf(result)) && activity.hasShadow(result));
  const isShadows = (op: HelperOp): boolean => op.name === 'shadows' && activity.hasShadow(op.result!);
  const holdsScalars = (array: ValueId): boolean => {
    const element = elementOf(typeOf(array));
    return element !== undefined && isScalar(element);
  };
  /** Scalars: the cell has an adjoint. References: the caller will see the structure of the shadow. */
  const replaces = (op: Op, container: ValueId, field: string, value: ValueId): boolean => {
    const memoryClass = memory.classOf(container);
    if (memoryClass === undefined || !activity.hasShadow(container)) return false;
    if (isScalar(typeOf(value))) return activity.isActiveCell(memoryClass, field);
    return aux.has(op) && activity.hasShadow(value) && memory.isExternal(memoryClass);
  };
  const receivesActive = ({ init }: AllocOp): boolean => {
    switch (init.form) {
      case 'literal':
        return init.elements.some(activity.isActive);
      case 'object':
        return init.fields.some((field) => activity.isActive(field.value));
      case 'filled':
        return activity.isActive(init.value);
      case 'copy':
        return activity.hasShadow(init.of);
      default:
        return false;
    }
  };
  const leavesActive = (arm: Region): boolean =>
    (arm.end.kind === 'break' || arm.end.kind === 'continue') && arm.end.values.some((v) => activity.isActive(v));
  return isReversed;
}
