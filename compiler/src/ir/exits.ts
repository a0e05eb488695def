/** Direct exits: the ifs of which one arm ends the turn of a loop, or the function. */

import type { Op, Region } from './types.js';

/** Whether a region ends by a break, continue or return. */
export function leaves(region: Region): boolean {
  return region.end.kind !== 'yield' && region.end.kind !== 'throw';
}

/** The arm of an `if` that leaves by a break, continue or return; undefined when both complete (or throw). */
export function directExit(op: Op): 'then' | 'else' | undefined {
  if (op.kind !== 'if') return undefined;
  if (leaves(op.then)) return 'then';
  return leaves(op.else) ? 'else' : undefined;
}
