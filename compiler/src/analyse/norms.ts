/** Squares, and other even powers, that become nothing but parts of sums under a root: what a norm is made of. */

import type { ApplyOp, IrFunction, ValueId } from '../ir/types.js';
import { opsOf } from '../ir/walk.js';
import { primitives } from './rules-facts.js';
import { findValueFlows } from './value-flows.js';

/** What a partial part of a sum under a root becomes on its way to it. */
const within = new Set(['add', 'mul', 'plus', 'toNumber', 'select']);

/**
 * A norm has a kink where it is zero, symmetric in each part: of its slopes the one nearest to zero is zero, as for `Math.hypot`. The
 * root's own slope is infinite there, and that of the power is zero.
 *
 * @param constantOf the value of a constant.
 * @returns the powers in question, by their results.
 */
export function findNormPowers(
  fn: IrFunction,
  constantOf: (value: ValueId) => number | undefined,
): ReadonlySet<ValueId> {
  const applications = [...opsOf(fn.body)].flatMap((op) => (op.kind === 'apply' ? [op] : []));
  const isPower = ({ primitive }: ApplyOp): boolean => primitive === 'pow' || primitive === 'mathPow';
  const powers = applications.filter((op) => isPower(op) && isEven(constantOf(op.args[1]!)));
  if (powers.length === 0) return new Set();
  const made = new Map(applications.map((op) => [op.result, op]));
  const from = new Map<ValueId, ValueId[]>();
  for (const [source, target] of findValueFlows(fn).flows) {
    const sources = from.get(target);
    if (sources === undefined) from.set(target, [source]);
    else sources.push(source);
  }
  const reach = (starts: readonly ValueId[], goesOn: (op: ApplyOp) => boolean): ReadonlySet<ValueId> => {
    const seen = new Set(starts);
    for (const value of seen) {
      for (const source of from.get(value) ?? []) seen.add(source);
      const op = made.get(value);
      if (op !== undefined && goesOn(op)) for (const arg of op.args) seen.add(arg);
    }
    return seen;
  };
  const isRoot = (op: ApplyOp): boolean => op.primitive === 'sqrt' || (isPower(op) && constantOf(op.args[1]!) === 0.5);
  const isSteep = (op: ApplyOp): boolean => {
    const derivative = primitives[op.primitive]?.derivative;
    const mayBe = derivative?.kind === 'partials' && (derivative.guarded || op.primitive === 'div');
    return mayBe && !isRoot(op) && !!powers.some((power) => power === op);
  };
  const underRoots = reach(
    applications.filter(isRoot).map((op) => op.args[0]!),
    (op) => within.has(op.primitive),
  );
  const elsewhere = reach(
    applications.filter(isSteep).flatMap((op) => op.args),
    (op) => !isRoot(op),
  );
  return new Set(powers.map(({ result }) => result).filter((each) => underRoots.has(each) && !elsewhere.has(each)));
}

function isEven(exponent: number | undefined): boolean {
  return exponent !== undefined && exponent >= 2 && exponent % 2 === 0;
}
