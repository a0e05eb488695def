/** The rows of the exponential, trigonometric and hyperbolic functions, of the roots and of what belongs to them. */

import type { Algebra } from './algebra.js';
import type { MathName } from './names.js';
import {
  call,
  guarded,
  mathOfOne,
  numeric,
  ofOne,
  ofTwo,
  smooth,
  type Cost,
  type Primitive,
  type UnaryRule,
} from './primitive.js';

export type ElementaryName = Extract<
  MathName,
  | ('acos' | 'asin' | 'atan' | 'atan2' | 'cos' | 'sin' | 'tan')
  | ('acosh' | 'asinh' | 'atanh' | 'cosh' | 'sinh' | 'tanh')
  | ('exp' | 'expm1' | 'log' | 'log10' | 'log1p' | 'log2')
  | ('cbrt' | 'sqrt')
>;

export const elementary: Readonly<Record<ElementaryName, Primitive>> = {
  sin: regular('sin', ({ x, on }) => on.math('cos', x)),
  cos: regular('cos', ({ x, on }) => on.neg(on.math('sin', x))),
  tan: regular('tan', ({ out, on }) => on.add(on.constant(1), on.mul(out, out))),
  // ±1/√(1 - x²): infinite at ±1, NaN outside.
  asin: singular('asin', ({ x, on }) => on.div(on.constant(1), on.math('sqrt', oneMinusSquare(x, on)))),
  acos: singular('acos', ({ x, on }) => on.div(on.constant(-1), on.math('sqrt', oneMinusSquare(x, on)))),
  atan: regular('atan', ({ x, on }) => on.div(on.constant(1), on.add(on.constant(1), on.mul(x, x)))),
  // Of (y, x), here called (x, y): y/h² and -x/h², divided twice since h² may overflow. At the origin and at infinity: 0.
  atan2: numeric(
    2,
    call('Math.atan2'),
    'costly',
    Math.atan2,
    smooth(
      ofTwo(
        ({ x, y, on }) => overSquareOfLength(y, on.math('hypot', x, y), on),
        ({ x, y, on }) => overSquareOfLength(on.neg(x), on.math('hypot', x, y), on),
      ),
    ),
  ),

  sinh: singular('sinh', ({ x, on }) => on.math('cosh', x)),
  cosh: singular('cosh', ({ x, on }) => on.math('sinh', x)),
  // From the result alone, to have nothing else to store; the price is its relative error in saturation.
  tanh: regular('tanh', ({ out, on }) => oneMinusSquare(out, on)),
  asinh: regular('asinh', ({ x, on }) => on.div(on.constant(1), on.math('hypot', on.constant(1), x))),
  // 1/√(x² - 1) as two roots, since x² may overflow. Infinite at 1, NaN below.
  acosh: singular('acosh', ({ x, on }) => {
    const [below, above] = [on.sub(x, on.constant(1)), on.add(x, on.constant(1))];
    return on.div(on.constant(1), on.mul(on.math('sqrt', below), on.math('sqrt', above)));
  }),
  // Infinite at ±1.
  atanh: singular('atanh', ({ x, on }) => {
    const inside = on.le(on.math('abs', x), on.constant(1));
    return on.div(elseNaN(inside, 1, on), oneMinusSquare(x, on));
  }),

  exp: singular('exp', ({ out }) => out),
  expm1: singular('expm1', ({ x, on }) => on.math('exp', x)),
  // Infinite at 0 of either sign.
  log: singular('log', ({ x, on }) => overPositive(1, x, on)),
  log2: singular('log2', ({ x, on }) => overPositive(1 / Math.LN2, x, on)),
  log10: singular('log10', ({ x, on }) => overPositive(1 / Math.LN10, x, on)),
  // Infinite at -1.
  log1p: singular('log1p', ({ x, on }) => {
    const inside = on.ge(x, on.constant(-1));
    return on.div(elseNaN(inside, 1, on), on.add(on.constant(1), x));
  }),

  // Infinite at 0 of either sign.
  sqrt: singular('sqrt', ({ out, on }) => on.div(on.constant(0.5), on.math('abs', out)), 'cheap'),
  cbrt: singular('cbrt', ({ out, on }) => on.div(on.constant(1), on.mul(on.mul(on.constant(3), out), out))),
};

/** Its partial is finite wherever its value is. */
function regular(name: ElementaryName, rule: UnaryRule): Primitive {
  return mathOfOne(name, 'costly', smooth(ofOne(rule)));
}

/** Its partial is infinite at an edge of the domain, or the domain has an outside. */
function singular(name: ElementaryName, rule: UnaryRule, cost: Cost = 'costly'): Primitive {
  return mathOfOne(name, cost, guarded(ofOne(rule)));
}

/** 1 - x², exact near ±1. */
function oneMinusSquare<T>(x: T, on: Algebra<T>): T {
  return on.mul(on.sub(on.constant(1), x), on.add(on.constant(1), x));
}

/** 0 where the length equals its double: it is 0 or infinite. */
function overSquareOfLength<T>(x: T, length: T, on: Algebra<T>): T {
  const quotient = on.div(on.div(x, length), length);
  return on.select(on.eq(length, on.add(length, length)), on.constant(0), quotient);
}

function overPositive<T>(numerator: number, x: T, on: Algebra<T>): T {
  return on.div(elseNaN(on.ge(x, on.constant(0)), numerator, on), on.math('abs', x));
}

/** A numerator that is NaN outside the domain: there the quotient and each of its derivatives is NaN as well. */
function elseNaN<T>(inside: T, numerator: number, on: Algebra<T>): T {
  return on.select(inside, on.constant(numerator), on.constant(NaN));
}
