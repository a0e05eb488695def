/**
 * The tree of stretches that complete as a whole, of a function with structured exits.
 *
 * A loop body with direct exits is a chain: a stretch up to the exit, then either the exiting arm or the rest. Each stretch has
 * one frame of recorded values, written where it ends and read where its reversal begins.
 */

import type { IfOp, IrFunction, LoopOp, Op, Region, Terminator, ValueId } from '../ir/types.js';
import { resultsOf } from '../ir/walk.js';
import { directExit } from '../ir/exits.js';

export type Segment = {
  readonly ops: readonly Op[];
  readonly end: SegmentEnd;
  readonly parent: Segment | undefined;
  /** The loop whose body begins with this segment. */
  readonly loop: LoopOp | undefined;
};

export type SegmentEnd =
  | { readonly kind: 'leaf'; readonly end: Terminator }
  | {
      readonly kind: 'branch';
      readonly op: IfOp & Op;
      readonly arm: 'then' | 'else';
      readonly exit: Segment;
      readonly rest: Segment;
      /** Number of the exit among the breaks of its loop, from 1; 0 for a `continue`. */
      readonly code: number;
    };

export type Segments = {
  readonly root: Segment;
  readonly ofRegion: (region: Region) => Segment;
  /** The segment that defines a value; undefined for what a loop's test computes. */
  readonly definedIn: (value: ValueId) => Segment | undefined;
  readonly all: readonly Segment[];
};

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export function findSegments(fn: IrFunction): Segments {
  const regions = new Map<Region, Segment>();
  const values = new Map<ValueId, Segment>();
  const all: Segment[] = [];
  const build = (
    ops: readonly Op[],
    end: Terminator,
    parent: Segment | undefined,
    loop: LoopOp | undefined,
    breaks: { count: number },
  ): Segment => {
    const at = loopBodyExit(ops);
    const segment = {
      ops: at < 0 ? ops : ops.slice(0, at),
      end: { kind: 'leaf', end },
      parent,
      loop,
    } as Mutable<Segment>;
    all.push(segment);
    for (const op of segment.ops) enter(op, segment);
    if (at >= 0) {
      const op = ops[at] as IfOp & Op;
      const arm = directExit(op)!;
      const code = op[arm].end.kind === 'break' ? ++breaks.count : 0;
      const exit = build(op[arm].ops, op[arm].end, segment, undefined, breaks);
      const rest = build(ops.slice(at + 1), end, segment, undefined, breaks);
      segment.end = { kind: 'branch', op, arm, exit, rest, code };
    }
    return segment;
  };
  const enter = (op: Op, segment: Segment): void => {
    for (const result of resultsOf(op)) values.set(result, segment);
    if (op.kind === 'if') {
      for (const arm of [op.then, op.else]) regions.set(arm, build(arm.ops, arm.end, segment, undefined, { count: 0 }));
    }
    if (op.kind === 'loop') {
      const body = build(op.body.ops, op.body.end, segment, op, { count: 0 });
      regions.set(op.body, body);
      for (const param of op.params) values.set(param, body);
    }
  };
  const root = build(fn.body.ops, fn.body.end, undefined, undefined, { count: 0 });
  regions.set(fn.body, root);
  for (const param of fn.params) values.set(param.value, root);
  return { root, ofRegion: (region) => regions.get(region)!, definedIn: (value) => values.get(value), all };
}

function loopBodyExit(ops: readonly Op[]): number {
  return ops.findIndex((op) => directExit(op) !== undefined);
}

/** The leaves of a segment's chain: where control leaves the region that begins with it. */
export function* leavesOf(segment: Segment): Generator<{ readonly segment: Segment; readonly end: Terminator }> {
  if (segment.end.kind === 'leaf') yield { segment, end: segment.end.end };
  else {
    yield* leavesOf(segment.end.exit);
    yield* leavesOf(segment.end.rest);
  }
}

/** Whether `outer` is the segment itself or around it. */
export function encloses(outer: Segment, segment: Segment): boolean {
  for (let at: Segment | undefined = segment; at !== undefined; at = at.parent) if (at === outer) return true;
  return false;
}

/** Whether a segment belongs to the chain that begins with `first` (and not to an arm or loop nested inside). */
export function inChain(first: Segment, segment: Segment): boolean {
  if (first === segment) return true;
  if (first.end.kind === 'leaf') return false;
  return inChain(first.end.exit, segment) || inChain(first.end.rest, segment);
}
