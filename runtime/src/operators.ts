/** The operators on functions: `grad`, `valueAndGrad`, `jvp` and `vjp`. */

import { AdcError } from './error.js';
import { gradientOf } from './gradient-of.js';
import { checkIndex, companion, companionsOf, quoted } from './registry.js';
import { type Pullback, pullbackInPlace } from './pullback-in-place.js';
import { seed } from './seed.js';
import { declared, selector } from './select.js';
import { shadow } from './shadow.js';
import { matchShape } from './shape.js';
import type {
  AnyFunction,
  Indices,
  OutOption,
  Result,
  Scalar,
  Selected,
  Tangent,
  Tangents,
  Wrt,
  WrtOption,
} from './types.js';

type Values = readonly unknown[];

/** The gradient of a function that returns a number: of its one parameter, or a tuple over several. */
export function grad<F extends AnyFunction, const W extends Wrt<Parameters<F>> | undefined = undefined>(
  f: F & Scalar<F>,
  options?: WrtOption<Parameters<F>, W>,
): (...args: Parameters<F>) => Selected<Parameters<F>, W> {
  const run = valueAndGrad<F, W>(f, options);
  return (...args) => run(...args)[1];
}

/** As `grad`, with the value: `[value, gradient]`. */
export function valueAndGrad<F extends AnyFunction, const W extends Wrt<Parameters<F>> | undefined = undefined>(
  f: F & Scalar<F>,
  options?: WrtOption<Parameters<F>, W>,
): (...args: Parameters<F>) => [value: number, gradient: Selected<Parameters<F>, W>] {
  const companions = companionsOf(f);
  const adjoint = companion<[unknown, Values]>(f, companions, 'adjoint');
  const select = selector(f, companions, options?.wrt);
  return (...args) => {
    const [value, gradients] = adjoint(...declared(companions, args), 1);
    if (typeof value !== 'number') throw notScalar(f, value);
    return [value, select(gradients) as Selected<Parameters<F>, W>];
  };
}

/**
 * The derivative along one direction: `jvp(f)(args, tangents)` is `[value, tangent]`. With `out` the result is what that
 * parameter holds at the end.
 */
export function jvp<F extends AnyFunction, const O extends Indices<Parameters<F>> | undefined = undefined>(
  f: F,
  options?: OutOption<Parameters<F>, O>,
): (args: Parameters<F>, tangents: Tangents<Parameters<F>>) => [value: Result<F, O>, tangent: Tangent<Result<F, O>>] {
  const companions = companionsOf(f);
  const out: number | undefined = options?.out;
  if (out !== undefined) checkIndex(f, companions, 'out', out);
  const run = companion<Values>(f, companions, out === undefined ? 'tangent' : 'tangentInPlace');
  return (args, tangents) => {
    const params = declared(companions, args);
    const dots = seed(params, declared(companions, tangents as Values), companions);
    const returned = run(...params, ...dots.filter((_, i) => companions.differentiable[i]));
    const [value, tangent] = out === undefined ? returned : [params[out], dots[out]];
    return [value as Result<F, O>, gradientOf(tangent, value) as Tangent<Result<F, O>>];
  };
}

/**
 * The value, and a function from the result's cotangent to those of the arguments, to be called any number of times. With
 * `out` the result is what that parameter holds at the end.
 */
export function vjp<
  F extends AnyFunction,
  const W extends Wrt<Parameters<F>> | undefined = undefined,
  const O extends Indices<Parameters<F>> | undefined = undefined,
>(
  f: F,
  options?: WrtOption<Parameters<F>, W> & OutOption<Parameters<F>, O>,
): (
  ...args: Parameters<F>
) => [value: Result<F, O>, pullback: (cotangent: Tangent<Result<F, O>>) => Selected<Parameters<F>, W>] {
  const companions = companionsOf(f);
  const out: number | undefined = options?.out;
  const run =
    out === undefined ? companion<[unknown, Pullback]>(f, companions, 'pullback') : pullbackInPlace(f, companions, out);
  const select = selector(f, companions, options?.wrt);
  return (...args) => {
    const [value, pullback] = run(...declared(companions, args));
    const shape = shadow(value);
    return [
      value as Result<F, O>,
      (cotangent) => {
        matchShape(shape, cotangent, 'cotangent');
        return select(pullback(cotangent)) as Selected<Parameters<F>, W>;
      },
    ];
  };
}

function notScalar(f: AnyFunction, value: unknown): AdcError {
  return new AdcError('ADC5003', `${quoted(f)} returned type ${typeof value}.`, 'Use `vjp`, or return a number.');
}
