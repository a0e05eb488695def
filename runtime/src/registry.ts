/** Which companions belong to a function, known to every copy of the runtime on the page. */

import { AdcError } from './error.js';
import type { AnyFunction } from './types.js';

/**
 * What the compiler made for a function. A rest parameter is one parameter, and companions take it as one array.
 * `gradients` below is a tuple over all parameters, `undefined` where a type has no tangent.
 */
export interface Companions {
  /** `(...params, ...dots): [value, tangent]`; one dot for each differentiable parameter. */
  readonly tangent?: AnyFunction;
  /** `(...params, cotangent): [value, gradients]` */
  readonly adjoint?: AnyFunction;
  /** `(...params): [value, (cotangent) => gradients]` */
  readonly pullback?: AnyFunction;
  /** As `tangent`, but the dots of references are changed in place, as the function changes its arguments. */
  readonly tangentInPlace?: AnyFunction;
  /** `(tape, ...params, each of `shadows` followed by its shadow)`: the value; `[value, shadow]` if `referenceResult`. */
  readonly forward?: AnyFunction;
  /** `(tape, cotangent of a scalar value)`: the adjoints of the scalar parameters: bare if one, a tuple if several. */
  readonly reverse?: AnyFunction;
  /** How many parameters are declared. */
  readonly parameters: number;
  /** For each parameter: whether its type has a tangent. */
  readonly differentiable: readonly boolean[];
  /** For each parameter: whether it is an array or object with a gradient. */
  readonly references?: readonly boolean[];
  /** Which of them have a part in the derivative, so that `forward` takes their shadows; by default all. */
  readonly shadows?: readonly boolean[];
  readonly referenceResult?: boolean;
  /** Whether the last parameter is a rest parameter. */
  readonly rest?: boolean;
  /** The parameters that a pragma limits the companions to. */
  readonly wrt?: readonly number[];
}

export type CompanionName = 'tangent' | 'adjoint' | 'pullback' | 'tangentInPlace' | 'forward' | 'reverse';
type Registry = WeakMap<AnyFunction, Companions>;

/** On the global object, so that two copies of the runtime know of one another; absent as long as nothing is registered. */
const key = Symbol.for('adc.companions');
const shared = globalThis as { [key]?: Registry };

/** Records the companions of `f`, adding to those already known, and returns `f`. */
export function register<F extends AnyFunction>(f: F, companions: Companions): F {
  const known = (shared[key] ??= new WeakMap());
  known.set(f, { ...known.get(f), ...companions });
  return f;
}

/** The companions of `f`; an error that says why there are none, as far as that can be told, and how to get some. */
export function companionsOf(f: AnyFunction): Companions {
  const isFunction = typeof f === 'function';
  const companions = isFunction && shared[key]?.get(f);
  if (companions) return companions;
  throw new AdcError(
    'ADC5001',
    `${isFunction ? quoted(f) : String(f)} was not compiled by adc${shared[key] ? '' : ', nor was anything else'}.`,
    !isFunction || /^bound /.test(f.name)
      ? 'Pass the function itself.'
      : `${shared[key] ? '' : 'Build with `adc build`, `tspc` or `@adc/esbuild`. '}Mark it \`// @differentiable\`, at top level, with registration on.`,
  );
}

/** One companion of `f`; an error if it was not compiled. */
export function companion<R = unknown>(
  f: AnyFunction,
  companions: Companions,
  name: CompanionName,
): (...args: readonly unknown[]) => R {
  const found = companions[name];
  if (found) return found as (...args: readonly unknown[]) => R;
  throw new AdcError(
    'ADC5002',
    `${quoted(f)} was compiled without its ${name}.`,
    'It takes `mode=both`, and an `out` that it writes.',
  );
}

/** Refuses an index that names no parameter. */
export function checkIndex(f: AnyFunction, { parameters }: Companions, option: string, index: number): void {
  if (index >>> 0 === index && index < parameters) return;
  throw new AdcError(
    'ADC5006',
    `${quoted(f)} has no parameter ${index}.`,
    `${option} goes from 0 to ${parameters - 1}.`,
  );
}

export function quoted(f: AnyFunction): string {
  return f.name ? `\`${f.name}\`` : 'This function';
}
