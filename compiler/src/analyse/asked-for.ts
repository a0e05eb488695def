/** Numbers of which a program asks whether they are there, though their types say that they are: elements, for one, may be missing. */

import type { ApplyOp, FunctionKey, IrFunction, LoopOp, ValueId } from '../ir/types.js';
import { opsOf } from '../ir/walk.js';
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

/** What has been computed is a number, whatever it is computed from. */
function mayBeMissing(fn: IrFunction, value: ValueId, places: Places): boolean {
  const op = places.definition(value);
  if (op?.kind === 'apply' && op.primitive === 'select')
    return op.args.slice(1).some((arm) => mayBeMissing(fn, arm, places));
  return fn.values.get(value)!.type.kind === 'number' && !/^(?:const|apply|length)$/.test(op?.kind ?? '');
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
