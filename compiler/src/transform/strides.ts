/** Loops that count by a constant up or down to a bound that stays what it is: of these, several turns may be put into one. */

import { findLengths } from '../analyse/known-lengths.js';
import { analyseLoops, type Loops } from '../analyse/loops.js';
import { findPlaces, type Places } from '../analyse/places.js';
import { present } from '../ir/type-facts.js';
import type { IrFunction, LoopOp, Op, Terminator, ValueId } from '../ir/types.js';
import { opsOf } from '../ir/walk.js';
import { endsOf } from './known-turns.js';

export type Stride = {
  /** The parameter that counts, and by how much. */
  readonly index: number;
  readonly step: number;
  /** What the test asks of it, and of which value, which is built in the test or known before. */
  readonly relation: 'lt' | 'le' | 'gt' | 'ge';
  readonly bound: ValueId;
};

export type Strides = {
  /** `undefined`: the loop is none that is counted. */
  readonly of: (loop: LoopOp) => Stride | undefined;
};

export function analyseStrides(fn: IrFunction): Strides {
  const places = findPlaces(fn);
  const loops = analyseLoops(fn, places);
  return { of: (loop) => strideOf(fn, loop, places, loops) };
}

function strideOf(fn: IrFunction, loop: LoopOp, places: Places, loops: Loops): Stride | undefined {
  const isOwn = (end: Terminator): boolean =>
    (end.kind === 'break' || end.kind === 'continue') && end.label === loop.label;
  if (loop.body.end.kind !== 'continue' || !isOwn(loop.body.end) || endsOf(loop.body, isOwn).length > 1)
    return undefined;
  const { counted } = loops.factsOf(loop);
  if (counted === undefined) return undefined;
  const lengthOf = findLengths(fn, places.definition, (value) => {
    const op = places.definition(value);
    return op?.kind === 'const' ? op.value : undefined;
  });
  const mayChange = ({ array }: { readonly array: ValueId }): boolean => {
    const type = present(fn.values.get(array)!.type);
    const isFixed = type.kind === 'array' && type.kinds === undefined && type.storage !== 'Array';
    return !isFixed && lengthOf(array) === undefined;
  };
  const asked = [...opsOf(loop.test)].filter((op) => op.kind === 'length' && mayChange(op));
  if (asked.length > 0 && [...opsOf(loop.body)].some((op) => mayResize(op, fn))) return undefined;
  return { ...counted.induction, relation: counted.relation, bound: counted.bound };
}

/** Whether an operation may make an array longer or shorter, whichever that is. */
function mayResize(op: Op, fn: IrFunction): boolean {
  switch (op.kind) {
    case 'call':
    case 'closure':
      return true;
    case 'opaque':
      return op.writesArguments || op.effects === 'effects' || op.form === 'statement';
    case 'method':
      return op.name === 'push' || op.name === 'pop' || op.name === 'setLength';
    case 'helper':
      return op.name !== 'holdsIntegers' && op.name !== 'orderOf';
    case 'store': {
      const type = present(fn.values.get(op.array)!.type);
      return (
        type.kind !== 'array' ||
        type.kinds !== undefined ||
        (type.storage === 'Array' && type.fixedLength === undefined)
      );
    }
    default:
      return false;
  }
}
