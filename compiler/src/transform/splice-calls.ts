/** Takes calls out of the loops of one turn that they stand in to be checkpointed, where they are not. */

import { FunctionBuilder } from '../ir/builder.js';
import type { IrFunction, LoopOp, Op, Region } from '../ir/types.js';
import { labelCount, opsOf, withRegions } from '../ir/walk.js';
import { repeatTurns } from './repeat.js';

/** @returns the very function, should there be no such loop. */
export function spliceCalls(fn: IrFunction): IrFunction {
  if (![...opsOf(fn.body)].some((op) => op.kind === 'loop' && isCall(op))) return fn;
  const builder = new FunctionBuilder({ values: fn.values, labels: labelCount(fn.body) });
  const region = (source: Region): Region => ({ ...source, ops: source.ops.map(within) });
  const within = (op: Op): Op => {
    const inner = withRegions(op, region);
    return inner.kind === 'loop' && isCall(inner) ? spliced(inner, builder) : inner;
  };
  return { ...fn, body: region(fn.body), values: builder.values };
}

function spliced(loop: LoopOp & Op, builder: FunctionBuilder): Op {
  const { ops, next } = repeatTurns(loop, 1, loop.initial, builder);
  const body: Region = { params: [], ops, end: { kind: 'yield', values: next } };
  return { kind: 'block', label: loop.label, results: loop.results, body, origin: loop.origin };
}

const isCall = ({ directives }: LoopOp): boolean => directives?.checkpoint?.plan === 'call';
