/** Puts turns of a loop behind one another. */

import type { FunctionBuilder } from '../ir/builder.js';
import type { LoopOp, Op, Region, Terminator, ValueId } from '../ir/types.js';
import { cloneRegion, opsOf, withRegions } from '../ir/walk.js';
import { endsOf } from './known-turns.js';

/** Turns in a row, and what the last of them hands on. */
export type Repeated = { readonly ops: readonly Op[]; readonly next: readonly ValueId[] };

/**
 * So many turns of a loop, which is left by its test only behind the last of them.
 * @param first the values with which the first turn begins.
 * @returns what computes them; ways out of the loop, by `break`, are those of the loop still.
 */
export function repeatTurns(
  loop: LoopOp & Op,
  count: number,
  first: readonly ValueId[],
  builder: FunctionBuilder,
): Repeated {
  const ops: Op[] = [];
  let next = first;
  for (let turn = 0; turn < count; turn++) {
    const made = oneTurn(loop, next, builder);
    ops.push(...made.ops);
    next = made.next;
  }
  return { ops, next };
}

function oneTurn(loop: LoopOp & Op, values: readonly ValueId[], builder: FunctionBuilder): Repeated {
  const map = new Map(loop.params.map((param, i) => [param, values[i]!]));
  const fresh = (value: ValueId): ValueId => {
    const { type, name } = builder.infoOf(value);
    return builder.value(type, name);
  };
  // Labels of what is inside are those of the copy; that of the loop itself stays.
  const inner = new Set(
    [...opsOf(loop.body)].flatMap((op) => (op.kind === 'loop' || op.kind === 'block' ? [op.label] : [])),
  );
  const body = cloneRegion(loop.body, map, fresh, new Map(), (label) => (inner.has(label) ? builder.label() : label));
  const continues = (end: Terminator): boolean => end.kind === 'continue' && end.label === loop.label;
  if (endsOf(body, continues).length === 1 && continues(body.end))
    return { ops: body.ops, next: body.end.kind === 'continue' ? body.end.values : [] };
  const label = builder.label();
  const results = loop.params.map(fresh);
  const asBreak = (end: Terminator): Terminator =>
    end.kind === 'continue' && end.label === loop.label ? { kind: 'break', label, values: end.values } : end;
  const inside = withEnds(body, asBreak);
  const end: Terminator =
    inside.end.kind === 'break' && inside.end.label === label
      ? { kind: 'yield', values: inside.end.values }
      : inside.end;
  return { ops: [{ kind: 'block', label, results, body: { ...inside, end }, origin: loop.origin }], next: results };
}

/** The same region with its ways out replaced, at any depth. */
function withEnds(region: Region, replace: (end: Terminator) => Terminator): Region {
  const within = (inner: Region): Region => withEnds(inner, replace);
  return { ...region, ops: region.ops.map((op) => withRegions(op, within)), end: replace(region.end) };
}
