/** The rows of the operators of JavaScript. */

import type { OperatorName } from './names.js';
import { powPartials } from './power.js';
import {
  constantInSteps,
  guarded,
  infix,
  logical,
  minusOne,
  numeric,
  ofOne,
  ofTwo,
  one,
  prefix,
  smooth,
  type BinaryRule,
  type PartialRule,
  type Primitive,
  type Scalar,
} from './primitive.js';

/** The operand that was chosen; the condition has no derivative. */
const selectPartial: PartialRule = (index, { args, on }) => {
  if (index === 0) return undefined;
  const [zero, whole] = [on.constant(0), on.constant(1)];
  return index === 1 ? on.select(args[0]!, whole, zero) : on.select(args[0]!, zero, whole);
};

const first: BinaryRule = ({ x }) => x;
const second: BinaryRule = ({ y }) => y;

export const operators: Readonly<Record<OperatorName, Primitive>> = {
  add: numeric(2, infix('+', 11), 'cheap', (x, y) => x + y, smooth(ofTwo(one, one))),
  sub: numeric(2, infix('-', 11), 'cheap', (x, y) => x - y, smooth(ofTwo(one, minusOne))),
  mul: numeric(2, infix('*', 12), 'cheap', (x, y) => x * y, smooth(ofTwo(second, first))),
  div: numeric(
    2,
    infix('/', 12),
    'cheap',
    (x, y) => x / y,
    smooth(
      ofTwo(
        ({ y, on }) => on.div(on.constant(1), y),
        ({ y, out, on }) => on.neg(on.div(out, y)),
      ),
    ),
  ),
  // out = x - n·y with n = trunc(x / y), recovered from out. At a multiple of y: the side that ran.
  mod: numeric(
    2,
    infix('%', 12),
    'costly',
    (x, y) => x % y,
    guarded(ofTwo(one, ({ x, y, out, on }) => on.neg(on.math('round', on.div(on.sub(x, out), y))))),
  ),
  pow: numeric(2, infix('**', 13, 'right'), 'costly', (x, y) => x ** y, guarded(powPartials('pow'))),
  neg: numeric(1, prefix('-'), 'free', (x) => -x, smooth(ofOne(minusOne))),
  plus: numeric(1, prefix('+'), 'free', (x) => +x, smooth(ofOne(one))),

  lt: logical(2, infix('<', 9), (x, y) => x! < y!),
  le: logical(2, infix('<=', 9), (x, y) => x! <= y!),
  gt: logical(2, infix('>', 9), (x, y) => x! > y!),
  ge: logical(2, infix('>=', 9), (x, y) => x! >= y!),
  eq: logical(2, infix('===', 8), (x, y) => x === y),
  ne: logical(2, infix('!==', 8), (x, y) => x !== y),
  looseEq: logical(2, infix('==', 8), (x, y) => x == y),
  looseNe: logical(2, infix('!=', 8), (x, y) => x != y),
  not: logical(1, prefix('!'), (x) => !x),
  and: logical(2, infix('&&', 4), (x, y) => Boolean(x && y)),
  or: logical(2, infix('||', 3), (x, y) => Boolean(x || y)),
  select: {
    arity: 3,
    print: { form: 'ternary', precedence: 2 },
    cost: 'free',
    result: 'number',
    evaluate: (condition, then, otherwise): Scalar => (condition ? then! : otherwise!),
    derivative: smooth(selectPartial),
  },

  bitAnd: numeric(2, infix('&', 7), 'cheap', (x, y) => x & y, constantInSteps),
  bitOr: numeric(2, infix('|', 5), 'cheap', (x, y) => x | y, constantInSteps),
  bitXor: numeric(2, infix('^', 6), 'cheap', (x, y) => x ^ y, constantInSteps),
  bitNot: numeric(1, prefix('~'), 'cheap', (x) => ~x, constantInSteps),
  shl: numeric(2, infix('<<', 10), 'cheap', (x, y) => x << y, constantInSteps),
  shr: numeric(2, infix('>>', 10), 'cheap', (x, y) => x >> y, constantInSteps),
  ushr: numeric(2, infix('>>>', 10), 'cheap', (x, y) => x >>> y, constantInSteps),
};
