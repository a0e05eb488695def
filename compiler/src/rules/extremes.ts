/** The rows of absolute value, length, extremes and roundings: the functions of `Math` that have kinks or jumps. */

import type { Algebra } from './algebra.js';
import type { MathName } from './names.js';
import type { ElementaryName } from './elementary.js';
import {
  call,
  constantInSteps,
  mathOfOne,
  numeric,
  ofOne,
  one,
  smooth,
  type PartialContext,
  type PartialRule,
  type Primitive,
} from './primitive.js';

export type ExtremeName = Exclude<MathName, ElementaryName>;

export const extremes: Readonly<Record<ExtremeName, Primitive>> = {
  // At 0: 0, the least of all slopes between -1 and 1.
  abs: mathOfOne('abs', 'cheap', smooth(ofOne(({ x, on }) => on.math('sign', x)))),
  max: numeric('variadic', call('Math.max'), 'cheap', Math.max, smooth(winnerPartial('gt'))),
  min: numeric('variadic', call('Math.min'), 'cheap', Math.min, smooth(winnerPartial('lt'))),
  hypot: numeric('variadic', call('Math.hypot'), 'costly', Math.hypot, smooth(hypotPartial)),

  ceil: mathOfOne('ceil', 'cheap', constantInSteps),
  floor: mathOfOne('floor', 'cheap', constantInSteps),
  round: mathOfOne('round', 'cheap', constantInSteps),
  sign: mathOfOne('sign', 'cheap', constantInSteps),
  trunc: mathOfOne('trunc', 'cheap', constantInSteps),
  clz32: mathOfOne('clz32', 'cheap', constantInSteps),
  imul: numeric(2, call('Math.imul'), 'cheap', Math.imul, constantInSteps),

  // Rounding to a shorter format is an identity, also where it overflows.
  fround: mathOfOne('fround', 'cheap', smooth(ofOne(one))),
  f16round: numeric(1, call('Math.f16round'), 'cheap', f16round, smooth(ofOne(one))),
};

/**
 * 1 for the argument that wins, 0 for the others. k arguments that tie get 1/k each, and 0 when they tie with a literal (the
 * slope of least norm, as with `Math.max(0, x)` at 0). A NaN argument gets NaN, the others 0 then.
 */
function winnerPartial(beats: 'gt' | 'lt'): PartialRule {
  return (index, { args, out, on, literal }) => {
    const x = args[index]!;
    const others = args.map((_, i) => i).filter((i) => i !== index);
    const rivals = others.filter((i) => !literal(i)).map((i) => args[i]!);
    const beaten = others.filter(literal).map((i) => on.apply(beats, x, args[i]!));
    const [zero, whole] = [on.constant(0), on.constant(1)];
    if (others.length === 0) return whole;

    const lost = on.select(on.apply('numberIsNaN', x), on.constant(NaN), zero);
    const [rival] = rivals;
    if (rival === undefined) return on.select(all(beaten, on), whole, lost);
    if (others.length === 1) {
      const tied = on.select(on.eq(x, rival), on.constant(0.5), lost);
      return on.select(on.apply(beats, x, rival), whole, tied);
    }
    const winners = rivals.reduce((count, y) => on.add(count, on.select(on.eq(y, out), whole, zero)), whole);
    return on.select(all([on.eq(x, out), ...beaten], on), on.div(whole, winners), lost);
  };
}

function all<T>(conditions: readonly T[], on: Algebra<T>): T {
  return conditions.reduce((x, y) => on.apply('and', x, y));
}

/**
 * x/h. The length h equals h + h when it is 0 or infinite: then the partial is the sign of x (0 at the origin) if x alone is
 * as long as that. Two infinite arguments leave NaN.
 */
function hypotPartial<T>(index: number, { args, out, on, literalValue }: PartialContext<T>): T {
  const x = args[index]!;
  const others = args.filter((_, i) => i !== index && !Number.isFinite(literalValue(i)));
  const excess = others.reduce((length, y) => on.sub(length, on.math('abs', y)), on.math('abs', x));
  return on.select(on.eq(excess, on.add(out, out)), on.math('sign', x), on.div(x, out));
}

/** To the nearest number with eleven significant bits, ties to even; `Math.f16round` is not in every engine yet. */
function f16round(x: number): number {
  const size = Math.abs(x);
  if (!(size < 65520)) return Math.sign(x) * Infinity;
  const spacing = 2 ** (Math.max(Math.floor(Math.log2(size)), -14) - 10);
  const rounder = 1.5 * 2 ** 52 * spacing;
  const rounded = size + rounder - rounder;
  return x < 0 || Object.is(x, -0) ? -rounded : rounded;
}
