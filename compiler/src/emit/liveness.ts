/**
 * Which values must not share a variable, found by one walk backwards over the tree.
 * Needs no iteration: what is live at the head of a loop is what the loop reads from outside and what is live where it may lead.
 */

import type { Label, Op, OpOf, Region, ValueId } from '../ir/types.js';
import { carriedBy, operandsOf, opsOf, regionsWithin, resultsOf } from '../ir/walk.js';
import { operandsRead } from './fuse.js';
import { freeIn } from './prepare.js';
import type { Structure } from './structure.js';

export type Interference = {
  readonly neighbours: ReadonlyMap<ValueId, ReadonlySet<ValueId>>;
  /** Calls after which the cells of a tape are read again: the callee may have let it grow. */
  readonly refreshes: ReadonlySet<Op>;
};

/** Where control goes: the values that arrive, and what is live there, those included. */
type Target = { readonly dests: readonly ValueId[]; readonly live: ReadonlySet<ValueId> };

/** @param candidates values that may share a variable; the others are not followed. */
export function analyseInterference(structure: Structure, candidates: ReadonlySet<ValueId>): Interference {
  const { needed, kept } = structure;
  const neighbours = new Map<ValueId, Set<ValueId>>([...candidates].map((value) => [value, new Set()]));
  const refreshes = new Set<Op>();
  const breaks = new Map<Label, Target>();
  const continues = new Map<Label, Target>();

  const apart = (a: ValueId, b: ValueId): void => {
    const [ofA, ofB] = [neighbours.get(a), neighbours.get(b)];
    if (a === b || ofA === undefined || ofB === undefined) return;
    ofA.add(b);
    ofB.add(a);
  };
  const add = (live: Set<ValueId>, values: Iterable<ValueId>): void => {
    for (const value of values) if (candidates.has(value)) live.add(value);
  };
  const define = (values: readonly ValueId[], live: Set<ValueId>): void => {
    for (const value of values)
      if (candidates.has(value)) for (const other of [...live, ...values]) apart(value, other);
    for (const value of values) live.delete(value);
  };
  /** What is live before the values go to the target. A value may share the variable of the one that it becomes. */
  const along = (values: readonly ValueId[], { dests, live: after }: Target): Set<ValueId> => {
    const live = new Set(after);
    const written = dests.filter((dest) => needed.has(dest));
    dests.forEach((dest, index) => {
      if (!needed.has(dest)) return;
      for (const other of [...after, ...written]) if (other !== values[index]) apart(dest, other);
    });
    for (const dest of dests) live.delete(dest);
    dests.forEach((dest, index) => needed.has(dest) && add(live, [values[index]!]));
    return live;
  };

  const enter = (params: readonly { readonly value: ValueId }[], live: ReadonlySet<ValueId>): void => {
    const values = params.map((param) => param.value);
    for (const value of values) for (const other of [...values, ...live]) apart(value, other);
  };

  const before = (region: Region, falls: Target | undefined): Set<ValueId> => {
    const { end } = region;
    if (end.kind === 'yield' && falls !== undefined) return run(region.ops, along(end.values, falls));
    if (end.kind === 'break') return run(region.ops, along(end.values, breaks.get(end.label)!));
    if (end.kind === 'continue') return run(region.ops, along(end.values, continues.get(end.label)!));
    const live = new Set<ValueId>();
    add(live, carriedBy(end));
    return run(region.ops, live);
  };

  const run = (ops: readonly Op[], live: Set<ValueId>): Set<ValueId> => {
    for (let index = ops.length - 1; index >= 0; index--) {
      const op = ops[index]!;
      if (kept.has(op)) live = step(op, live);
    }
    return live;
  };

  const step = (op: Op, live: Set<ValueId>): Set<ValueId> => {
    switch (op.kind) {
      case 'if': {
        const target = { dests: op.results, live };
        const joined = before(op.then, target);
        for (const value of before(op.else, target)) joined.add(value);
        add(joined, [op.test]);
        return joined;
      }
      case 'block': {
        const target = { dests: op.results, live };
        breaks.set(op.label, target);
        return before(op.body, target);
      }
      case 'loop':
        return loop(op, live);
      case 'closure':
        enter(op.params, before(op.body, undefined));
        define([op.result], live);
        add(live, freeIn(op.body));
        return live;
      case 'opaque':
        define(resultsOf(op), live);
        add(live, op.args);
        for (const { result } of op.variables) for (const arg of op.args) apart(result, arg);
        add(live, operandsOf(op));
        return live;
      default:
        for (const cells of cellsRefreshedBy(op)) if (live.delete(cells)) refreshes.add(op);
        define(resultsOf(op), live);
        add(live, operandsRead(op, structure.fused));
        for (const cells of cellsReadBy(op)) live.add(cells);
        return live;
    }
  };

  const loop = (op: OpOf<'loop'>, after: Set<ValueId>): Set<ValueId> => {
    const leave: Target = { dests: op.results, live: after };
    const head = new Set<ValueId>(after);
    for (const result of op.results) head.delete(result);
    for (const region of [op.test, op.body]) {
      add(head, freeIn(region));
      for (const inner of opsOf(region)) for (const cells of cellsReadBy(inner)) head.add(cells);
      for (const { end } of regionsWithin(region)) {
        const outer =
          end.kind === 'break' ? breaks.get(end.label) : end.kind === 'continue' ? continues.get(end.label) : undefined;
        if (outer !== undefined) for (const value of outer.live) if (!outer.dests.includes(value)) head.add(value);
      }
    }
    add(
      head,
      op.params.filter((param) => needed.has(param)),
    );
    const again: Target = { dests: op.params, live: head };
    breaks.set(op.label, leave);
    continues.set(op.label, again);
    const live = before(op.body, undefined);
    for (const value of along(op.params, leave)) live.add(value);
    add(live, carriedBy(op.test.end));
    run(op.test.ops, live);
    return along(op.initial, again);
  };

  enter(structure.fn.params, before(structure.fn.body, undefined));
  return { neighbours, refreshes };
}

/** The cells of a tape are kept in a local variable, which is followed like a value. */
const cellsOf = (tape: ValueId): ValueId => (-1 - tape) as ValueId;

function cellsReadBy(op: Op): readonly ValueId[] {
  const reads = op.kind === 'tapeStore' || op.kind === 'tapeLoad' || op.kind === 'tapeReserve';
  return reads && op.lane === 'number' ? [cellsOf(op.tape)] : [];
}

function cellsRefreshedBy(op: Op): readonly ValueId[] {
  return op.kind === 'call' ? op.args.map(cellsOf) : [];
}
