/** Where each value of a function is defined, and in which order operations run. */

import type { IrFunction, LoopOp, Op, Region, ValueId } from '../ir/types.js';
import { regionsOf, resultsOf } from '../ir/walk.js';

export type Place = {
  readonly op: Op;
  /** Position in program order; an operation comes before what it contains. */
  readonly position: number;
  /** The loops around it, outermost first. */
  readonly loops: readonly LoopOp[];
};

export type Places = {
  /** Every operation in program order. */
  readonly all: readonly Place[];
  readonly of: (op: Op) => Place;
  /** The operation that defines a value as its result; undefined for parameters. */
  readonly definition: (value: ValueId) => Op | undefined;
  /** The loop whose parameter a value is. */
  readonly loopOf: (value: ValueId) => LoopOp | undefined;
  /** The loops around the definition of a value (for a loop's parameter, that loop too). */
  readonly loopsAround: (value: ValueId) => readonly LoopOp[];
  /** Whether the value is defined outside the loop. */
  readonly isInvariant: (value: ValueId, loop: LoopOp) => boolean;
};

export function findPlaces(fn: IrFunction): Places {
  const all: Place[] = [];
  const places = new Map<Op, Place>();
  const definitions = new Map<ValueId, Op>();
  const loopParams = new Map<ValueId, LoopOp>();
  const around = new Map<ValueId, readonly LoopOp[]>();
  const visit = (region: Region, loops: readonly LoopOp[]): void => {
    for (const op of region.ops) {
      const place = { op, position: all.length, loops };
      all.push(place);
      places.set(op, place);
      for (const result of resultsOf(op)) {
        definitions.set(result, op);
        around.set(result, loops);
      }
      const inside = op.kind === 'loop' ? [...loops, op] : loops;
      if (op.kind === 'loop') {
        for (const param of op.params) {
          loopParams.set(param, op);
          around.set(param, inside);
        }
      }
      for (const nested of regionsOf(op)) visit(nested, inside);
    }
  };
  visit(fn.body, []);
  return {
    all,
    of: (op) => places.get(op)!,
    definition: (value) => definitions.get(value),
    loopOf: (value) => loopParams.get(value),
    loopsAround: (value) => around.get(value) ?? [],
    isInvariant: (value, loop) => !(around.get(value) ?? []).includes(loop),
  };
}
