/**
 * Takes the names of things outside the function out of loops that are to be made again, so that it is known before the loop what
 * arrays and objects it has to do with.
 */

import { isReference } from '../ir/type-facts.js';
import type { IrFunction, LoopOp, Op, Region } from '../ir/types.js';
import { withRegions } from '../ir/walk.js';

export function hoistNames(fn: IrFunction): IrFunction {
  const isName = (op: Op): boolean =>
    op.kind === 'opaque' &&
    op.form === 'expression' &&
    op.effects === 'pure' &&
    op.args.length === 0 &&
    op.variables.length === 0 &&
    isReference(fn.values.get(op.results[0]!)!.type);
  /** @param names collects those of a loop; undefined outside of such loops. */
  const region = (source: Region, names: Op[] | undefined): Region => ({
    ...source,
    ops: source.ops.flatMap((op) => {
      if (names === undefined || !isName(op)) return within(op, names);
      names.push(op);
      return [];
    }),
  });
  const within = (op: Op, names: Op[] | undefined): readonly Op[] => {
    const own = names ?? (op.kind === 'loop' && isRepeated(op) ? [] : undefined);
    const inner = withRegions(op, (nested) => region(nested, own));
    return names === undefined && own !== undefined ? [...own, inner] : [inner];
  };
  return { ...fn, body: region(fn.body, undefined) };
}

function isRepeated({ directives }: LoopOp): boolean {
  return directives?.checkpoint !== undefined && directives.checkpoint.plan !== 'none';
}
