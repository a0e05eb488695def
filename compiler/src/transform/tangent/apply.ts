/** The tangent of one primitive operation: the sum of what each argument contributes, by the rule table. */

import type { RegionBuilder } from '../../ir/builder.js';
import { NUMBER } from '../../ir/type-facts.js';
import type { Op, ValueId } from '../../ir/types.js';
import { contributionOf } from '../../rules/contribution.js';
import { locate } from '../locate.js';
import { regionAlgebra } from '../region-algebra.js';
import type { Tangents } from './context.js';

/** Adds the tangent of an operation whose result is active; one that no active argument contributes to has none. */
export function applyTangent(tangents: Tangents, op: Extract<Op, { kind: 'apply' }>, into: RegionBuilder): void {
  const literals = new Set(op.literals);
  const on = regionAlgebra(into);
  const start = into.ops.length;
  let sum: ValueId | undefined;
  const dots: ValueId[] = [];
  op.args.forEach((arg, i) => {
    const dot = tangents.input.activity.isActive(arg) ? tangents.known.get(arg) : undefined;
    if (dot === undefined) return;
    dots.push(dot);
    const before = into.ops.length;
    const term = contributionOf(
      op.primitive,
      i,
      {
        args: op.args,
        out: op.result,
        on,
        literal: (at) => literals.has(at),
        literalValue: (at) => tangents.constant(op.args[at]!),
        strong: op.strong === true,
      },
      dot,
    );
    if (term === undefined) return;
    sum = sum === undefined ? term : addTerm(sum, term, into.ops.length > before, into);
  });
  if (sum === undefined) return;
  const dot = into.ops.length > start ? named(tangents, sum, op.result, into) : sum;
  tangents.known.set(op.result, dot);
  locate(tangents.input.placeOf, 'derivative', op, dot, [...dots, ...op.args], into);
}

function addTerm(sum: ValueId, term: ValueId, fresh: boolean, into: RegionBuilder): ValueId {
  const last = into.ops.at(-1);
  if (fresh && last?.kind === 'apply' && last.primitive === 'neg' && last.result === term) {
    into.ops.pop();
    return into.apply('sub', [sum, last.args[0]!]);
  }
  return into.apply('add', [sum, term]);
}

/** Gives the operation that made a tangent the name of what it is the tangent of. */
function named(tangents: Tangents, dot: ValueId, of: ValueId, into: RegionBuilder): ValueId {
  const { name } = tangents.values.infoOf(of);
  const last = into.ops.at(-1);
  if (name === undefined || last === undefined || !('result' in last) || last.result !== dot) return dot;
  const renamed = tangents.values.value(NUMBER, `${name}Dot`);
  into.ops[into.ops.length - 1] = { ...last, result: renamed } as Op;
  return renamed;
}
