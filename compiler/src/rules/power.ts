/** The partials of `x ** y` and `Math.pow(x, y)`. */

import { ofTwo, type PartialRule } from './primitive.js';

/** Below it `1 / x` may overflow. */
const tiny = 1e-300;

/** Written with the operator or the function that the user wrote. */
export function powPartials(power: 'pow' | 'mathPow'): PartialRule {
  return ofTwo(
    // y·x^(y-1)
    ({ x, y, on, literalValue }) => {
      const exponent = literalValue(1);
      if (exponent === 0) return on.constant(0);
      if (exponent === 1) return on.constant(1);
      if (exponent === 2) return on.mul(on.constant(2), x);
      if (exponent !== undefined) return on.mul(on.constant(exponent), on.apply(power, x, on.constant(exponent - 1)));
      // x^0 is constant in x, also where x^-1 is not finite. The rest goes by the formula: there ∂²/∂x∂y at y = 0 is 1/x.
      const flat = on.apply('and', on.eq(y, on.constant(0)), on.apply('not', on.gt(x, on.constant(tiny))));
      return on.select(flat, on.constant(0), on.mul(y, on.apply(power, x, on.sub(y, on.constant(1)))));
    },
    // x^y·log x: NaN for x < 0. At 0 the limit from above, 0 for 0^0 too; at infinity x^y is 0 for all y < 0.
    ({ x, y, out, on, literalValue }) => {
      const growth = on.mul(out, on.math('log', x));
      const base = literalValue(0);
      if (base !== undefined && base > 0 && base < Infinity) return growth;
      const zero = on.constant(0);
      const atZero = on.select(on.ge(y, zero), zero, on.constant(-Infinity));
      const vanishes = on.apply('and', on.eq(x, on.constant(Infinity)), on.lt(y, zero));
      return on.select(on.eq(x, zero), atZero, on.select(vanishes, zero, growth));
    },
  );
}

/** The partial by x is a polynomial: no more in need of a guard than a product is. */
export const isPolynomialExponent = (exponent: number | undefined): boolean =>
  exponent !== undefined && Number.isInteger(exponent) && exponent >= 0;
