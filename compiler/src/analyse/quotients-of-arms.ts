/** Quotients that only arms of branches and turns of loops use, which may not have run. */

import type { IrFunction, Op, Region, ValueId } from '../ir/types.js';
import { carriedBy, operandsOf, regionsOf } from '../ir/walk.js';

/**
 * `isFinite(1 / x) ? 1 / x : 0`: where the two are computed once, or are one in the program, the quotient has an infinite slope at zero, and
 * the arm that ran does not use it. What is not used has no part in the derivative.
 *
 * @param isActive whether a value carries a derivative.
 */
export function findQuotientsOfArms(fn: IrFunction, isActive: (value: ValueId) => boolean): ReadonlySet<ValueId> {
  const madeIn = new Map<ValueId, Region>();
  const found = new Set<ValueId>();
  const use = (value: ValueId, region: Region): void => {
    if (madeIn.get(value) === region) found.delete(value);
  };
  const visit = (region: Region): void => {
    for (const op of region.ops) {
      if (usesDerivative(op, isActive)) for (const value of operandsOf(op)) use(value, region);
      if (op.kind === 'apply' && op.primitive === 'div' && isActive(op.result)) {
        madeIn.set(op.result, region);
        found.add(op.result);
      }
      regionsOf(op).forEach(visit);
    }
    for (const value of carriedBy(region.end)) use(value, region);
  };
  visit(fn.body);
  return found;
}

/** Whether an operation hands the derivatives of its operands on, whatever the values of these. */
function usesDerivative(op: Op, isActive: (value: ValueId) => boolean): boolean {
  if (op.kind === 'apply') return op.primitive !== 'select' && isActive(op.result);
  return op.kind !== 'if';
}
