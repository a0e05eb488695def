/** Arrays of numbers of which only the run knows what kind they are. */

import type ts from 'typescript';
import { mayHoldIntegers } from '../ir/type-facts.js';
import type { ValueId } from '../ir/types.js';
import { apply, boolean, emit, type Lowering, number, typeOf } from './context.js';

/**
 * A number on its way into an array: where that may be one of integers, and is, it leaves its derivative behind.
 *
 * @returns the value to store.
 */
export function kept(cx: Lowering, node: ts.Node, array: ValueId, value: ValueId): ValueId {
  if (!mayHoldIntegers(typeOf(cx, array)) || typeOf(cx, value).kind !== 'number') return value;
  const isRounded = emit(cx, node, boolean, (result) => ({
    kind: 'helper',
    result,
    name: 'holdsIntegers',
    args: [array],
  }));
  return apply(cx, node, 'select', [isRounded, apply(cx, node, 'stopGradient', [value]), value], number);
}
