/** Operations whose result is known while compiling: an operand, or a constant. Bits stay what they are at run time. */

import { primitives } from '../analyse/rules-facts.js';
import type { ApplyOp, IrType, Op, ValueId } from '../ir/types.js';

export type Constant = number | boolean | string | null | undefined;

/** What is known of the values so far. */
export type Known = {
  readonly constant: (value: ValueId) => { readonly value: Constant } | undefined;
  readonly definition: (value: ValueId) => Op | undefined;
  readonly typeOf: (value: ValueId) => IrType;
};

/** Whether the comparison asks for what is the same. */
const equalities: ReadonlyMap<string, boolean> = new Map([
  ['eq', true],
  ['looseEq', true],
  ['ne', false],
  ['looseNe', false],
]);

function constantOf(known: Known, value: ValueId | undefined): { readonly value: Constant } | undefined {
  return value === undefined ? undefined : known.constant(value);
}

/** An operand that the operation returns unchanged, bit for bit. */
export function identity(op: ApplyOp, known: Known): ValueId | undefined {
  const [x, y, z] = op.args;
  const is = (value: ValueId | undefined, number: number): boolean =>
    Object.is(constantOf(known, value)?.value, number);
  switch (op.primitive) {
    case 'mul':
      return is(y, 1) ? x : is(x, 1) ? y : undefined;
    case 'div':
      return is(y, 1) ? x : undefined;
    case 'sub':
      return is(y, 0) ? x : undefined;
    case 'neg':
    case 'not': {
      const inner = x === undefined ? undefined : known.definition(x);
      if (inner?.kind !== 'apply' || inner.primitive !== op.primitive) return undefined;
      const same = known.typeOf(inner.args[0]!).kind === known.typeOf(op.result).kind;
      return same ? inner.args[0] : undefined;
    }
    case 'select': {
      const decided = constantOf(known, x)?.value;
      return typeof decided === 'boolean' ? (decided ? y : z) : y === z ? y : undefined;
    }
    case 'and':
      return otherThan(known, true, x, y);
    case 'or':
      return otherThan(known, false, x, y);
    default:
      return undefined;
  }
}

/** The operand that decides an `and` or `or`, whose neutral operand is given. */
function otherThan(
  known: Known,
  neutral: boolean,
  x: ValueId | undefined,
  y: ValueId | undefined,
): ValueId | undefined {
  const [first, second] = [constantOf(known, x)?.value, constantOf(known, y)?.value];
  if (x === y || first === !neutral || second === neutral) return x;
  return first === neutral || second === !neutral ? y : undefined;
}

/** What an operation on constants gives, where every engine agrees on its bits. */
export function fold(op: ApplyOp, known: Known): { readonly value: Constant } | undefined {
  const rule = primitives[op.primitive];
  if (rule === undefined || op.primitive === 'stopGradient') return undefined;
  const args = op.args.map((arg) => constantOf(known, arg));
  const asked = equalities.get(op.primitive);
  const isNew = (value: ValueId): boolean => known.definition(value)?.kind === 'alloc';
  // What has just been made is there.
  if (
    asked !== undefined &&
    op.args.some(isNew) &&
    args.some((arg) => arg !== undefined && (arg.value === undefined || arg.value === null))
  )
    return { value: !asked };
  if (op.primitive === 'not' && op.args.every(isNew)) return { value: false };
  if (!args.every((arg) => arg !== undefined)) return undefined;
  const values = args.map((arg) => arg.value);
  if (op.primitive === 'eq') return { value: values[0] === values[1] };
  if (op.primitive === 'ne') return { value: values[0] !== values[1] };
  if (asked !== undefined && values.some((value) => value === undefined || value === null))
    return { value: asked === values.every((value) => value === undefined || value === null) };
  // Engines need not agree on the last bit of a transcendental function: what runs stays what runs.
  if (rule.cost === 'costly') return undefined;
  if (!values.every((value) => typeof value === 'number' || typeof value === 'boolean')) return undefined;
  return { value: rule.evaluate(...values) };
}
