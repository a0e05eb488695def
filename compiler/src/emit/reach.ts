/** Where control cannot get. */

import type { Label, Op, Region, Terminator } from '../ir/types.js';

/** The end of a region that control does not reach. */
export const NOWHERE: Terminator = { kind: 'return', values: [] };

/** Whether control never comes out behind the operation. */
export function neverPassed(op: Op): boolean {
  switch (op.kind) {
    case 'if':
      return !passes(op.then) && !passes(op.else);
    case 'block':
      return !passes(op.body) && !breaksTo(op.body, op.label);
    case 'loop':
      return isForever(op.test) && !breaksTo(op.body, op.label);
    default:
      return false;
  }
}

function passes(region: Region): boolean {
  return region.end.kind === 'yield' && !region.ops.some(neverPassed);
}

function breaksTo(region: Region, label: Label): boolean {
  if (region.end.kind === 'break' && region.end.label === label) return true;
  return region.ops.some((op) => {
    if (op.kind === 'if') return breaksTo(op.then, label) || breaksTo(op.else, label);
    return (op.kind === 'block' || op.kind === 'loop') && breaksTo(op.body, label);
  });
}

function isForever(test: Region): boolean {
  const { end } = test;
  const value = end.kind === 'yield' ? end.values[0] : undefined;
  return test.ops.some((op) => op.kind === 'const' && op.result === value && op.value === true);
}
