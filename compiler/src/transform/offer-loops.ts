/** Under a budget for the tape, loops that say nothing themselves may be checkpointed, too. */

import { FunctionBuilder } from '../ir/builder.js';
import type { IrFunction, LoopOp, Op, Region } from '../ir/types.js';
import { labelCount, opsOf, withRegions } from '../ir/walk.js';
import { TurnCounter } from './known-turns.js';

/** A loop of so few turns, with neither loops nor calls in it, records little. */
const few = 64;

/** Marks the outermost loops that no pragma speaks of. */
export function offerLoops(fn: IrFunction): IrFunction {
  const builder = new FunctionBuilder({ values: fn.values, labels: labelCount(fn.body) });
  const counter = new TurnCounter(fn, (value) => builder.typeOf(value));
  const isSmall = (loop: LoopOp & Op): boolean =>
    ![...opsOf(loop.body)].some(({ kind }) => kind === 'loop' || kind === 'call') &&
    counter.turnsOf(loop, new Map(), few).kind === 'known';
  const region = (source: Region): Region => ({ ...source, ops: source.ops.map(within) });
  const within = (op: Op): Op => {
    if (op.kind === 'closure') return op;
    if (op.kind !== 'loop') return withRegions(op, region);
    if (op.directives?.checkpoint !== undefined || isSmall(op)) return op;
    return { ...op, directives: { ...op.directives, checkpoint: { plan: 'auto', offered: true } } };
  };
  return { ...fn, body: region(fn.body) };
}

/** Whether it is for the compiler to decide if a loop is checkpointed. */
export function isOffered({ directives }: LoopOp): boolean {
  const checkpoint = directives?.checkpoint;
  return checkpoint?.plan === 'auto' && checkpoint.offered === true;
}
