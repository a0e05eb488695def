/** Numbers of which a program asks whether they are there, though their types say that they are: elements, for one, may be missing. */

import type { ApplyOp, FunctionKey, IrFunction, LoopOp, ValueId } from '../ir/types.js';
import { carriedBy, opsOf, regionsWithin } from '../ir/walk.js';
import type { Places } from './places.js';

/** The numbers that an operation compares with nothing. */
export function comparedWithNothing(fn: IrFunction, { args }: ApplyOp, places: Places): readonly ValueId[] {
  const isNothing = (value: ValueId): boolean => {
    const op = places.definition(value);
    return op?.kind === 'const' && (op.value === undefined || op.value === null);
  };
  return args.some(isNothing) ? args.filter((value) => fn.values.get(value)!.type.kind === 'number') : [];
}

/** Whether an operation compares two numbers with each other both of which may be missing: then they are the same, as no numbers are. */
export function comparesMissing(fn: IrFunction, { primitive, args }: ApplyOp, places: Places): boolean {
  return /^(?:eq|ne|looseEq|looseNe)$/.test(primitive) && args.every((value) => mayBeMissing(fn, value, places));
}

/** Whether a number by its type may be none. */
function mayBeMissing(fn: IrFunction, value: ValueId, places: Places): boolean {
  return fn.values.get(value)!.type.kind === 'number' && mayHoldNone(fn, value, places, new Set());
}

/** What has been computed is a number, whatever it is computed from. */
function mayHoldNone(fn: IrFunction, value: ValueId, places: Places, seen: Set<ValueId>): boolean {
  if (seen.has(value)) return false;
  seen.add(value);
  const { kind } = fn.values.get(value)!.type;
  if (kind !== 'number') return kind !== 'boolean';
  const some = (values: readonly ValueId[]): boolean => values.some((each) => mayHoldNone(fn, each, places, seen));
  const loop = places.loopOf(value);
  if (loop !== undefined) return some(givenTo(loop, loop.params.indexOf(value)));
  const op = places.definition(value);
  switch (op?.kind) {
    case 'const':
    case 'length':
      return false;
    case 'apply':
      return op.primitive === 'select' && some(op.args.slice(1));
    case 'loop':
      return some([op.params[op.results.indexOf(value)]!, ...givenTo(op, op.results.indexOf(value))]);
    case 'if': {
      const ends = [op.then.end, op.else.end].filter((end) => end.kind === 'yield');
      return some(ends.map((end) => carriedBy(end)[op.results.indexOf(value)]!));
    }
    default:
      return true;
  }
}

/** What a loop carries in a place: to begin with, and from turn to turn. */
function givenTo(loop: LoopOp, index: number): readonly ValueId[] {
  const ends = [...regionsWithin(loop.body)].map(({ end }) => end);
  const own = ends.filter((end) => (end.kind === 'continue' || end.kind === 'break') && end.label === loop.label);
  return [loop.initial[index]!, ...own.map((end) => carriedBy(end)[index]!)];
}

/** Numbers that a loop asks for, by a comparison with nothing, or by passing them for an optional parameter. */
export function findAskedFor(
  fn: IrFunction,
  loop: LoopOp,
  places: Places,
  functions: ReadonlyMap<FunctionKey, IrFunction>,
): ReadonlySet<ValueId> {
  const found = new Set<ValueId>();
  const see = (value: ValueId): void => {
    if (mayBeMissing(fn, value, places)) found.add(value);
  };
  for (const op of [...opsOf(loop.test), ...opsOf(loop.body)]) {
    if (op.kind === 'apply') comparedWithNothing(fn, op, places).forEach(see);
    if (op.kind !== 'call') continue;
    const callee = functions.get(op.callee.key);
    op.args.forEach((arg, i) => {
      const param = callee?.params[i];
      if (param !== undefined && callee?.values.get(param.value)?.type.kind === 'maybe') see(arg);
    });
  }
  return found;
}
