/** Doubles and arbitrary precision: exact one way, rounded once the other way, and the distance between the two. */
import { Decimal } from 'decimal.js';

/** Significant digits: twice those of a double for squares, and enough for what cancels beside 1. */
export const Exact = Decimal.clone({ precision: 120, minE: -9e15, maxE: 9e15 });

/** The double itself, not its shortest decimal text; below 1e-20 to 120 digits. */
export function exact(x: number): Decimal {
  if (!Number.isFinite(x) || x === 0) return new Exact(x);
  let power = 0;
  let mantissa = Math.abs(x);
  for (; !Number.isInteger(mantissa); power++) mantissa *= 2;
  // The constructor does not round; arithmetic would.
  const value = new Exact(`${x < 0 ? '-' : ''}${BigInt(mantissa) * 5n ** BigInt(power)}e-${power}`);
  return value.abs().lt(1e-20) ? value.toSignificantDigits(120) : value;
}

/** To the nearest double. */
export const rounded = (x: Decimal): number => Number(x.toString());

/** The distance in units in the last place of the double nearest to `reference`. */
export function ulpsApart(actual: number, reference: Decimal): number {
  const nearest = rounded(reference);
  if (Object.is(actual, nearest) || actual === nearest) return 0;
  if (!Number.isFinite(actual) || !Number.isFinite(nearest)) return Infinity;
  return exact(actual).minus(reference).abs().div(ulp(nearest)).toNumber();
}

/** The distance from |x| to the next larger double; that of the largest double is that to the one below. */
export function ulp(x: number): Decimal {
  const size = Math.max(Math.abs(x), 2 ** -1022);
  let exponent = Math.floor(Math.log2(size));
  if (2 ** exponent > size) exponent--;
  return exact(2 ** Math.max(exponent - 52, -1074));
}
