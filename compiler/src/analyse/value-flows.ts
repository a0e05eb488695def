/** Who flows into whom through control structure: parameters, results and exits of the regions of a function. */

import type { IrFunction, Label, Region, ValueId } from '../ir/types.js';

export type ValueFlows = {
  readonly flows: readonly (readonly [from: ValueId, to: ValueId])[];
  /** What any `return` carries. */
  readonly returned: readonly ValueId[];
};

export function findValueFlows(fn: IrFunction): ValueFlows {
  const flows: (readonly [from: ValueId, to: ValueId])[] = [];
  const link = (from: readonly ValueId[], to: readonly ValueId[]): void =>
    from.forEach((value, i) => {
      const target = to[i];
      if (target !== undefined) flows.push([value, target]);
    });
  const returned: ValueId[] = [];
  const breaks = new Map<Label, readonly ValueId[]>();
  const continues = new Map<Label, readonly ValueId[]>();
  const connect = (region: Region, results: readonly ValueId[]): void => {
    for (const op of region.ops) {
      switch (op.kind) {
        case 'if':
          connect(op.then, op.results);
          connect(op.else, op.results);
          break;
        case 'block':
          breaks.set(op.label, op.results);
          connect(op.body, op.results);
          break;
        case 'loop':
          breaks.set(op.label, op.results);
          continues.set(op.label, op.params);
          link(op.initial, op.params);
          link(op.params, op.results);
          connect(op.test, []);
          connect(op.body, []);
          break;
        default:
      }
    }
    const { end } = region;
    if (end.kind === 'yield') link(end.values, results);
    if (end.kind === 'break') link(end.values, breaks.get(end.label)!);
    if (end.kind === 'continue') link(end.values, continues.get(end.label)!);
    if (end.kind === 'return') returned.push(...end.values);
  };
  connect(fn.body, []);
  return { flows, returned };
}
