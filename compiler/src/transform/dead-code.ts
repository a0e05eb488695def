/** Removes what nobody needs: pure operations without users, unused results, parameters that loops only carry around. */

import type { IrFunction, Label, Op, Region, Terminator, ValueId } from '../ir/types.js';
import { carriedBy, operandsOf, opsOf, regionsOf, resultsOf } from '../ir/walk.js';

const REMOVABLE_METHODS = new Set(['slice', 'subarray']);
const REMOVABLE_HELPERS = new Set([
  'shadows',
  'shadowAmong',
  'keepStructure',
  'gradientOf',
  'snapshot',
  'holdsIntegers',
  'orderOf',
]);

/** Whether an operation itself (not what it contains) must run even when nobody reads its results. */
function hasEffect(op: Op): boolean {
  switch (op.kind) {
    case 'store':
    case 'set':
    case 'call':
    case 'tapeStore':
    case 'tapeReserve':
    case 'tapeSetTop':
      return true;
    case 'method':
      return !REMOVABLE_METHODS.has(op.name);
    case 'opaque':
      return op.effects === 'effects' || op.form === 'statement';
    case 'helper':
      return !REMOVABLE_HELPERS.has(op.name);
    default:
      return false;
  }
}

export function removeDeadCode(fn: IrFunction): IrFunction {
  const live = new Set<ValueId>();
  const kept = new Set<Op>();
  const exits = new Map<Region, boolean>();
  let changed = true;

  const leaves = (region: Region): boolean => {
    let known = exits.get(region);
    if (known === undefined) {
      known = region.end.kind !== 'yield' || region.ops.some((op) => op.kind === 'if' && regionsOf(op).some(leaves));
      known ||= region.ops.some(
        (op) => (op.kind === 'loop' || op.kind === 'block') && exitsBeyond(op.body, new Set([op.label])),
      );
      exits.set(region, known);
    }
    return known;
  };
  const exitsBeyond = (region: Region, own: ReadonlySet<Label>): boolean => {
    const { end } = region;
    if (end.kind === 'return' || end.kind === 'throw') return true;
    if ((end.kind === 'break' || end.kind === 'continue') && !own.has(end.label)) return true;
    return region.ops.some((op) => {
      const inner = op.kind === 'loop' || op.kind === 'block' ? new Set([...own, op.label]) : own;
      return op.kind !== 'closure' && regionsOf(op).some((nested) => exitsBeyond(nested, inner));
    });
  };
  const mark = (value: ValueId | undefined): void => {
    if (value === undefined || live.has(value)) return;
    live.add(value);
    changed = true;
  };
  const keep = (op: Op): void => {
    if (kept.has(op)) return;
    kept.add(op);
    changed = true;
  };
  const targets = new Map<Label, { params: readonly ValueId[]; results: readonly ValueId[] }>();
  const fresh = new Set([...opsOf(fn.body)].flatMap((op) => (op.kind === 'alloc' ? [op.result] : [])));
  /** What is put into something new matters only when that is looked at. */
  const isPutAway = (op: Op): boolean => {
    const container = op.kind === 'store' ? op.array : op.kind === 'set' ? op.object : undefined;
    return container !== undefined && fresh.has(container) && !live.has(container);
  };
  const needed = (op: Op): boolean => {
    if (kept.has(op)) return true;
    if ((hasEffect(op) && !isPutAway(op)) || resultsOf(op).some((result) => live.has(result))) return true;
    switch (op.kind) {
      case 'if':
        return [op.then, op.else].some((arm) => leaves(arm) || regionNeeded(arm));
      case 'block':
        return exitsBeyond(op.body, new Set([op.label])) || regionNeeded(op.body);
      case 'loop':
        return exitsBeyond(op.body, new Set([op.label])) || regionNeeded(op.body) || regionNeeded(op.test);
      default:
        return false;
    }
  };
  const regionNeeded = (region: Region): boolean => region.ops.some(needed);
  const visitEnd = (end: Terminator, results: readonly ValueId[]): void => {
    const values = carriedBy(end);
    if (end.kind === 'return' || end.kind === 'throw') values.forEach(mark);
    else {
      const into =
        end.kind === 'yield'
          ? results
          : end.kind === 'break'
            ? targets.get(end.label)!.results
            : targets.get(end.label)!.params;
      values.forEach((value, i) => {
        if (live.has(into[i]!)) mark(value);
      });
    }
  };
  const visit = (region: Region, results: readonly ValueId[]): void => {
    visitEnd(region.end, results);
    for (let i = region.ops.length - 1; i >= 0; i--) {
      const op = region.ops[i]!;
      if (!needed(op)) continue;
      keep(op);
      switch (op.kind) {
        case 'if':
          mark(op.test);
          visit(op.then, op.results);
          visit(op.else, op.results);
          break;
        case 'block':
          targets.set(op.label, { params: [], results: op.results });
          visit(op.body, op.results);
          break;
        case 'loop':
          targets.set(op.label, { params: op.params, results: op.results });
          mark(op.test.end.kind === 'yield' ? op.test.end.values[0] : undefined);
          op.params.forEach((param, k) => {
            // A result is the parameter when the test fails; one live makes the other live, so that a slot stays or goes whole.
            if (live.has(op.results[k]!)) mark(param);
            if (live.has(param)) mark(op.results[k]);
            if (live.has(param)) mark(op.initial[k]);
          });
          visit(op.test, []);
          visit(op.body, []);
          break;
        case 'closure':
          visit(op.body, []);
          break;
        default:
          operandsOf(op).forEach(mark);
      }
    }
  };
  while (changed) {
    changed = false;
    visit(fn.body, []);
  }

  const loopSlots = new Map<Label, readonly boolean[]>();
  const blockSlots = new Map<Label, readonly boolean[]>();
  const pick = <T>(values: readonly T[], slots: readonly boolean[]): readonly T[] => values.filter((_, i) => slots[i]);
  const rebuild = (region: Region, slots: readonly boolean[]): Region => {
    const ops = region.ops.filter((op) => kept.has(op)).map(rebuildOp);
    const { end } = region;
    switch (end.kind) {
      case 'yield':
        return { ...region, ops, end: { ...end, values: pick(end.values, slots) } };
      case 'continue':
        return { ...region, ops, end: { ...end, values: pick(end.values, loopSlots.get(end.label)!) } };
      case 'break':
        return {
          ...region,
          ops,
          end: { ...end, values: pick(end.values, loopSlots.get(end.label) ?? blockSlots.get(end.label)!) },
        };
      default:
        return { ...region, ops };
    }
  };
  const rebuildOp = (op: Op): Op => {
    switch (op.kind) {
      case 'if': {
        const slots = op.results.map((result) => live.has(result));
        return {
          ...op,
          results: pick(op.results, slots),
          then: rebuild(op.then, slots),
          else: rebuild(op.else, slots),
        };
      }
      case 'block': {
        const slots = op.results.map((result) => live.has(result));
        blockSlots.set(op.label, slots);
        return { ...op, results: pick(op.results, slots), body: rebuild(op.body, slots) };
      }
      case 'loop': {
        const slots = op.params.map((param, i) => live.has(param) || live.has(op.results[i]!));
        loopSlots.set(op.label, slots);
        return {
          ...op,
          params: pick(op.params, slots),
          initial: pick(op.initial, slots),
          results: pick(op.results, slots),
          test: rebuild(op.test, [true]),
          body: rebuild(op.body, []),
        };
      }
      case 'closure':
        return { ...op, body: rebuild(op.body, []) };
      default:
        return op;
    }
  };
  return { ...fn, body: rebuild(fn.body, []) };
}
