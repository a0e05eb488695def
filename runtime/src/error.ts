/** The one class of errors that the runtime itself throws; exceptions of the user's code pass through unchanged. */

/**
 * Codes: ADC5001 not compiled · ADC5002 compiled for less than is asked · ADC5003 the result is not a number · ADC5004 a tangent
 * or cotangent of the wrong shape · ADC5005 contradicting tangents for one object · ADC5006 an option that names no parameter ·
 * ADC5007 overlapping views of different element types · ADC5008 no memory for the tape ·
 * ADC5009 a function under check that gives different values for the same arguments · ADC5010 an object of a
 * class that a dispatched call does not know · ADC5011 (a warning) a number that is not finite · ADC5012 a tape budget that is no size, or
 * a growth limit that is none · ADC5013 a loop with the pragma `@fixed-point` that has none · ADC5014 (a warning) an adjoint that
 * explodes, vanishes or is not finite.
 *
 * `instanceof` goes by the name, so that it holds for errors of every copy of the runtime on the page.
 */
export class AdcError extends Error {
  static override [Symbol.hasInstance](value: unknown): boolean {
    return (value as Error | null | undefined)?.name === 'AdcError';
  }
  override readonly name = 'AdcError';
  constructor(
    readonly code: string,
    problem: string,
    /** One sentence: how to mend it. */
    readonly remedy: string,
  ) {
    super(`${code}: ${problem} ${remedy}`);
  }
}
