/** Which values make the function's result NaN when they are NaN or missing. */

import { directExit } from '../ir/exits.js';
import type { IrFunction, LoopOp, Op, Region, ValueId } from '../ir/types.js';
import { regionsOf, resultsOf } from '../ir/walk.js';
import type { Loops } from './loops.js';

/** NaN whenever an operand is NaN or undefined. */
const STRICT = new Set(
  'add sub mul div neg plus abs acos acosh asin asinh atan atanh cbrt cos cosh exp expm1 log log10 log1p log2 sin sinh sqrt tan tanh'.split(
    ' ',
  ),
);

/**
 * Goes backwards from the returned number through arithmetic, arms that yield and sums that loops carry. It stays within what runs
 * whenever the value is there: a value that one arm only uses spoils nothing if the other is taken.
 */
export function findSpoiling(fn: IrFunction, loops: Loops): ReadonlySet<ValueId> {
  const spoiling = new Set<ValueId>();
  const visit = (region: Region): void => {
    const own = new Set<ValueId>([...region.params, ...region.ops.flatMap((op) => resultsOf(op))]);
    const { end } = region;
    if (end.kind === 'return' && end.values.length === 1) spoiling.add(end.values[0]!);
    for (const op of [...region.ops].reverse()) {
      const isSpoiling = (result: ValueId): boolean => spoiling.has(result);
      if (isStrict(op)) {
        if (isSpoiling(op.result)) for (const arg of op.args) if (own.has(arg)) spoiling.add(arg);
      } else if (op.kind === 'if' && op.results.some(isSpoiling)) {
        for (const arm of [op.then, op.else]) {
          const inner = new Set(arm.ops.flatMap((each) => resultsOf(each)));
          if (arm.end.kind === 'yield') {
            arm.end.values.forEach((value, i) => {
              if (isSpoiling(op.results[i]!) && inner.has(value)) spoiling.add(value);
            });
          }
          visit(arm);
        }
      } else if (op.kind === 'loop' && op.results.some(isSpoiling)) {
        const { next, breaks } = loops.factsOf(op);
        if (next === undefined || breaks) continue;
        const inner = new Set(op.body.ops.flatMap((each) => resultsOf(each)));
        op.results.forEach((result, i) => {
          if (!isSpoiling(result) || !isKept(op, i, next[i]!)) return;
          if (inner.has(next[i]!)) spoiling.add(next[i]!);
          if (own.has(op.initial[i]!)) spoiling.add(op.initial[i]!);
        });
        visit(op.body);
      }
    }
  };
  visit(fn.body);
  return spoiling;
}

function isStrict(op: Op): op is Extract<Op, { kind: 'apply' }> {
  return op.kind === 'apply' && op.strong !== true && STRICT.has(op.primitive);
}

/** Whether a NaN that a loop carries is still there after a turn. */
function isKept(loop: LoopOp, index: number, next: ValueId): boolean {
  const spoilt = new Set<ValueId>([loop.params[index]!]);
  const visit = (region: Region): void => {
    for (const op of region.ops) {
      if (isStrict(op)) {
        if (op.args.some((arg) => spoilt.has(arg))) spoilt.add(op.result);
      } else if (op.kind === 'if' && directExit(op) === undefined) {
        regionsOf(op).forEach(visit);
        const ends = [op.then.end, op.else.end].flatMap((end) => (end.kind === 'yield' ? [end.values] : []));
        op.results.forEach((result, i) => {
          if (ends.every((values) => spoilt.has(values[i]!))) spoilt.add(result);
        });
      } else if (op.kind === 'loop') {
        // A sum that an inner loop goes on with.
        op.results.forEach((result, i) => {
          const values = op.body.end.kind === 'continue' ? op.body.end.values : undefined;
          if (
            !spoilt.has(op.initial[i]!) ||
            values === undefined ||
            op.body.ops.some((each) => directExit(each) !== undefined)
          )
            return;
          if (isKept(op, i, values[i]!)) spoilt.add(result);
        });
      }
    }
  };
  visit(loop.body);
  return spoilt.has(next);
}
