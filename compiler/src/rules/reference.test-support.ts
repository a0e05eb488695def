/**
 * The derivative of every primitive in arbitrary precision, written from calculus and not from the rules; where it is compared,
 * and how far the rule may be from it.
 */
import type { Decimal } from 'decimal.js';
import { Exact, exact } from './exact.test-support.js';
import type { PrimitiveName } from './names.js';

export type Reference =
  | {
      readonly kind: 'slopes';
      /** ∂/∂args[index]. */
      readonly slope: (args: readonly Decimal[], index: number) => Decimal;
      readonly points: readonly (readonly number[])[];
      /** Units in the last place by which a partial may differ. Above 4 a reason stands beside the row. */
      readonly ulps: (args: readonly number[], index: number) => number;
      /** An absolute error that is allowed as well: a reason stands beside the row. */
      readonly absolute: (args: readonly number[], index: number) => number;
    }
  /** Zero at every point, at the jumps, at infinity and for NaN too. */
  | { readonly kind: 'zero'; readonly points: readonly (readonly number[])[] }
  /** A truth value. */
  | { readonly kind: 'logic' };

type Bound = number | ((args: readonly number[], index: number) => number);
const bound = (of: Bound): ((args: readonly number[], index: number) => number) =>
  typeof of === 'number' ? () => of : of;

/* ------------------------------------------------------------------ points */

const least = Number.MIN_VALUE;
const leastNormal = 2 ** -1022;
const greatest = Number.MAX_VALUE;
const belowOne = 1 - 2 ** -53;
const aboveOne = 1 + 2 ** -52;

/** Between 0 and 1, the same in every run. */
function generator(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

const between = (low: number, high: number, count = 40): readonly number[] => {
  const random = generator(11);
  return Array.from({ length: count }, () => low + (high - low) * random());
};
/** Evenly over the orders of magnitude. */
const magnitudes = (low: number, high: number, count = 40): readonly number[] =>
  between(Math.log(low), Math.log(high), count).map((power) => Math.min(Math.max(Math.exp(power), low), high));
const bothSigns = (xs: readonly number[]): readonly number[] => [...xs, ...xs.map((x) => -x)];
const pairs = (xs: readonly number[], ys: readonly number[]): readonly (readonly number[])[] =>
  xs.flatMap((x) => ys.map((y) => [x, y]));

const ordinary = [0.1, 0.5, 0.7, 1, 1.3, 2, 3.7, 10];
const tiny = [0, 1e-8, 1e-17, 1e-160, 1e-300, leastNormal, 1e-310, least];
const huge = [1e17, 1e154, 1.3e154, 1e160, 1e300, greatest];
const everywhere = [...bothSigns([...ordinary, ...tiny, ...huge, Infinity, ...magnitudes(1e-20, 1e20)]), NaN];
const positive = [...everywhere, ...magnitudes(1e-300, 1e300)].filter((x) => !(x <= 0));
const insideOne = bothSigns([...tiny, 0.1, 0.5, 0.7, 0.99, 1 - 1e-8, belowOne, NaN, ...between(0, 1)]);
/** As large as somebody's angle may be, nearest to a multiple of π/2 among all doubles, and as large as can be. */
const angles = bothSigns([
  ...[...ordinary, ...tiny, ...between(0, 30), Math.PI / 4, Math.PI / 2, Math.PI, (3 * Math.PI) / 2],
  ...[1e3, 1e6, 1e9, 1e15, 1e22, 1e100, 5.319372648326541e255, 1e300, greatest, Infinity, NaN],
]);
const steps = bothSigns([NaN, Infinity, ...ordinary, ...tiny, ...huge, 1.5, 2.5, 31, 32, 2 ** 31, 2 ** 32]);

/* -------------------------------------------------------------------- rows */

type Extra = { readonly ulps?: Bound; readonly absolute?: Bound };

const one = (slope: (x: Decimal) => Decimal, xs: readonly number[], extra: Extra = {}): Reference =>
  many(
    ([x]) => slope(x!),
    xs.map((x) => [x]),
    extra,
  );

const two = (
  byX: (x: Decimal, y: Decimal) => Decimal,
  byY: (x: Decimal, y: Decimal) => Decimal,
  points: readonly (readonly number[])[],
  extra: Extra = {},
): Reference => many(([x, y], index) => (index === 0 ? byX : byY)(x!, y!), points, extra);

const many = (
  slope: (args: readonly Decimal[], index: number) => Decimal,
  points: readonly (readonly number[])[],
  { ulps = 4, absolute = 0 }: Extra = {},
): Reference => {
  const known = new Map<string, Decimal>();
  const once = (args: readonly Decimal[], index: number): Decimal => {
    const key = `${index} ${args.join(' ')}`;
    if (!known.has(key)) known.set(key, slope(args, index));
    return known.get(key)!;
  };
  return { kind: 'slopes', slope: once, points, ulps: bound(ulps), absolute: bound(absolute) };
};

const unit = new Exact(1);
const zero = new Exact(0);
const square = (x: Decimal): Decimal => x.times(x);
const over = (x: Decimal): Decimal => unit.div(x);

const zeroOfOne: Reference = { kind: 'zero', points: steps.map((x) => [x]) };
const zeroOfTwo: Reference = {
  kind: 'zero',
  points: pairs(steps.slice(0, 30), [0, 1, -3.5, 31, 2 ** 31, Infinity, NaN]),
};
const logic: Reference = { kind: 'logic' };

const plane = pairs(
  bothSigns([0.3, 2, 1e-300, 1e300, least, ...magnitudes(1e-9, 1e9, 4)]),
  bothSigns([0.7, 3, 1e-200, 1e200, 1e-310, greatest, ...magnitudes(1e-6, 1e12, 4)]),
);

/** Pairs as (x, y) for x to the power of y. */
const powers: readonly (readonly number[])[] = [
  ...pairs(
    [0.3, 0.9, belowOne, 1, aboveOne, 1.7, 10, 1e5, 1e-5, ...magnitudes(1e-3, 1e3, 6)],
    bothSigns([0.1, 0.5, 1, 1.5, 2, 3, 7.25, 40, 1e-17, 1e-300, 0, ...between(0, 20, 5)]),
  ),
  ...pairs(
    [1e300, 1e-300, 1e154, 1e-154, leastNormal, greatest, 1e-310, least],
    [0.1, 0.5, 1, 1.01, 2, -0.1, -0.9, -1],
  ),
  ...pairs([1 + 2 ** -40, 1 - 2 ** -40], bothSigns([2 ** 40, 2 ** 45, 1e14])),
  ...pairs([2, 0.5], [1000, 1023, -1000, -1021, 512]),
];
const integralPowers = pairs([-0.3, -1, -1.7, -10, -1e100, -1e-100], [-5, -2, -1, 0, 1, 2, 3, 7]);

const power: Reference = many(
  ([x, y], index) => {
    if (index === 1) return x!.lt(0) ? new Exact(NaN) : x!.pow(y!).times(x!.ln());
    if (y!.isZero()) return zero;
    return y!.times(x!.pow(y!.minus(1)));
  },
  [...powers, ...integralPowers],
  {
    ulps: ([x, y], index) => {
      const size = Math.abs(Math.log(Math.abs(x!)));
      // y - 1 is rounded where |y| is small, negative or huge; x to that power moves by |log x| times as much.
      const rounding =
        exact(y!)
          .minus(1)
          .minus(exact(y! - 1))
          .abs()
          .toNumber() *
        2 ** 53;
      return index === 0 ? 4 + size * rounding : 4;
    },
    // Where x^(y-1) or x^y is subnormal, it is rounded before it is multiplied.
    absolute: ([x, y], index) => {
      const factor = index === 0 ? y! : Math.log(Math.abs(x!));
      const primal = Math.abs(x!) ** (index === 0 ? y! - 1 : y!);
      return primal < leastNormal ? Math.abs(factor) * least : 0;
    },
  },
);

const extreme = (beats: (x: Decimal, y: Decimal) => boolean): Reference =>
  many(
    (args, index) => (args.every((y, i) => i === index || beats(args[index]!, y)) ? unit : zero),
    [
      ...plane.filter(([x, y]) => x !== y),
      ...plane.filter(([x, y]) => x !== y && x !== 0.1 && y !== 0.1).map(([x, y]) => [x!, 0.1, y!]),
    ],
    { ulps: 0 },
  );

/** The Euclidean length. */
const length = (args: readonly Decimal[]): Decimal => args.reduce((sum, x) => sum.plus(square(x)), zero).sqrt();

/** A row for each primitive. */
export const references: Readonly<Record<PrimitiveName, Reference>> = {
  add: two(
    () => unit,
    () => unit,
    plane,
    { ulps: 0 },
  ),
  sub: two(
    () => unit,
    () => unit.neg(),
    plane,
    { ulps: 0 },
  ),
  mul: two(
    (_, y) => y,
    (x) => x,
    plane,
    { ulps: 0.5 },
  ),
  // The quotient, which is divided once more, may be subnormal.
  div: two(
    (_, y) => over(y),
    (x, y) => x.neg().div(square(y)),
    plane,
    {
      ulps: 2,
      absolute: ([x, y]) => (Math.abs(x! / y!) < leastNormal ? least / Math.abs(y!) : 0),
    },
  ),
  mod: two(
    () => unit,
    (x, y) => x.div(y).trunc().neg(),
    [...plane, ...pairs(bothSigns([7, 6, 0.3, 1e16, 1e22, least]), bothSigns([3, 0.1, 1e-5, 2 ** -1022]))],
  ),
  pow: power,
  mathPow: power,
  neg: one(() => unit.neg(), everywhere, { ulps: 0 }),
  plus: one(() => unit, everywhere, { ulps: 0 }),
  toNumber: one(() => unit, everywhere, { ulps: 0 }),
  select: many(
    ([c], index) => (index === (c!.gt(0) ? 1 : 2) ? unit : zero),
    [
      [1, 2, 3],
      [-1, 2, 3],
    ],
    { ulps: 0 },
  ),

  sin: one((x) => x.cos(), angles),
  cos: one((x) => x.sin().neg(), angles),
  tan: one((x) => over(square(x.cos())), angles),
  asin: one((x) => over(unit.minus(square(x)).sqrt()), insideOne),
  acos: one((x) => over(unit.minus(square(x)).sqrt()).neg(), insideOne),
  // x² overflows where the slope is subnormal.
  atan: one((x) => over(square(x).plus(1)), everywhere, { absolute: leastNormal / 4 }),
  atan2: two(
    (y, x) => x.div(square(x).plus(square(y))),
    (y, x) => y.neg().div(square(x).plus(square(y))),
    plane,
    // A coordinate over the length, which is divided once more, may be subnormal; the square of the length may overflow.
    {
      absolute: ([y, x], index) => {
        const h = Math.hypot(y!, x!);
        if (h === Infinity) return leastNormal;
        return Math.abs((index === 0 ? x! : y!) / h) < leastNormal ? least / h : 0;
      },
    },
  ),

  sinh: one(
    (x) => x.cosh(),
    bothSigns([...ordinary, ...tiny, ...between(0, 710), 709.7, 709.8, 710.4, 710.5, 1000, Infinity, NaN]),
  ),
  cosh: one(
    (x) => x.sinh(),
    bothSigns([...ordinary, ...tiny, ...between(0, 710), 709.7, 709.8, 710.4, 710.5, 1000, Infinity, NaN]),
  ),
  // From the result alone, to have nothing else to store: a small slope keeps its absolute accuracy only.
  tanh: one(
    (x) => over(square(x.cosh())),
    bothSigns([...ordinary, ...tiny, ...between(0, 25, 600), 40, 400, 1000, Infinity, NaN]),
    {
      absolute: 5e-16,
    },
  ),
  asinh: one((x) => over(square(x).plus(1).sqrt()), everywhere),
  acosh: one(
    (x) => over(square(x).minus(1).sqrt()),
    [...[aboveOne, 1 + 1e-8, 1.01, 1.5, 3], ...everywhere.filter((x) => !(x <= 1))],
  ),
  atanh: one((x) => over(unit.minus(square(x))), insideOne),

  exp: one(
    (x) => x.exp(),
    [
      ...bothSigns([...ordinary, ...tiny, ...between(0, 745)]),
      709.7,
      709.78,
      710,
      1000,
      -746,
      -1000,
      Infinity,
      -Infinity,
      NaN,
    ],
  ),
  expm1: one(
    (x) => x.exp(),
    [
      ...bothSigns([...ordinary, ...tiny, ...between(0, 745)]),
      ...[709.7, 709.78, 710, 1000, -746, -1000, Infinity, -Infinity, NaN],
    ],
  ),
  log: one(over, positive),
  log2: one((x) => over(x.times(new Exact(2).ln())), positive),
  log10: one((x) => over(x.times(new Exact(10).ln())), positive),
  log1p: one((x) => over(x.plus(1)), [...positive, ...between(-1, 0), -belowOne, -0.5, -1e-8, -1e-300, -least]),
  sqrt: one((x) => over(x.sqrt().times(2)), positive),
  cbrt: one((x) => over(square(x.cbrt()).times(3)), bothSigns(positive)),

  abs: one(
    (x) => new Exact(x.isNaN() ? NaN : x.isNeg() ? -1 : 1),
    everywhere.filter((x) => x !== 0),
    { ulps: 0 },
  ),
  max: extreme((x, y) => x.gt(y)),
  min: extreme((x, y) => x.lt(y)),
  // A subnormal length is rounded as coarsely as everything down there.
  hypot: many(
    (args, index) => args[index]!.div(length(args)),
    [
      ...plane,
      ...plane.map(([x, y]) => [x!, 0.5, y!]),
      ...bothSigns([2, 1e300, least]).map((x) => [x]),
      ...pairs([least, 3 * least, 1e-310, leastNormal], [least, 4 * least, 2e-310]),
    ],
    { absolute: (args) => (Math.hypot(...args) < leastNormal ? least / Math.hypot(...args) : 0) },
  ),
  // By convention the rounding to a shorter format is an identity.
  fround: one(() => unit, everywhere, { ulps: 0 }),
  f16round: one(() => unit, everywhere, { ulps: 0 }),

  ceil: zeroOfOne,
  floor: zeroOfOne,
  round: zeroOfOne,
  sign: zeroOfOne,
  trunc: zeroOfOne,
  clz32: zeroOfOne,
  stopGradient: zeroOfOne,
  bitNot: zeroOfOne,
  imul: zeroOfTwo,
  bitAnd: zeroOfTwo,
  bitOr: zeroOfTwo,
  bitXor: zeroOfTwo,
  shl: zeroOfTwo,
  shr: zeroOfTwo,
  ushr: zeroOfTwo,

  lt: logic,
  le: logic,
  gt: logic,
  ge: logic,
  eq: logic,
  ne: logic,
  looseEq: logic,
  looseNe: logic,
  not: logic,
  and: logic,
  or: logic,
  isNaN: logic,
  isFinite: logic,
  numberIsNaN: logic,
  numberIsFinite: logic,
  numberIsInteger: logic,
};
