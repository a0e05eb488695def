/** The call that `checkGradient` examines: run on copies, its result weighted to one number. */

import { AdcError } from './error.js';
import { gradientOf } from './gradient-of.js';
import type { CheckedEntry } from './gradient-report.js';
import { numbersIn, parameterNames, type Place, randomNumbers, read, write } from './numbers-in.js';
import { jvp } from './operators.js';
import { pullbackInPlace, type Pullback } from './pullback-in-place.js';
import { companion, type Companions, quoted } from './registry.js';
import { declared } from './select.js';
import { shadow, shadows } from './shadow.js';
import { snapshot } from './snapshot.js';
import { each, isContainer } from './structure.js';
import type { AnyFunction } from './types.js';

type Values = readonly unknown[];

export interface SubjectOptions {
  readonly wrt: readonly number[];
  readonly out: number | undefined;
  readonly seed: number;
  readonly copy: ((args: Values) => Values) | undefined;
}

/** A derivative of the weighted result, by one companion. */
export interface Derivative {
  readonly from: CheckedEntry['from'];
  /** The weighted result as that companion computes it. */
  readonly value: number;
  at(place: Place): number;
}

export interface Subject {
  /** The weighted result. */
  readonly value: number;
  /** The relative rounding error of numbers as they are stored. */
  readonly precision: number;
  /** Every number in the arguments that the result is differentiated by. */
  readonly places: readonly Place[];
  readonly reverse: readonly Derivative[];
  /** The weighted tangents along a direction: their sum, and that of their magnitudes; `undefined` if not compiled. */
  readonly along: ((direction: ReadonlyMap<Place, number>) => Along) | undefined;
  numberAt(place: Place): number;
  /** The weighted result after adding to the numbers at some places, with what was really added at the first of them. */
  moved(steps: ReadonlyMap<Place, number>): { readonly step: number; readonly value: number };
}
export interface Along {
  readonly value: number;
  readonly tangent: number;
  readonly magnitude: number;
}

export function subjectOf(
  f: AnyFunction,
  companions: Companions,
  args: Values,
  { wrt, out, seed, copy = snapshot }: SubjectOptions,
): Subject {
  const { parameters, rest } = companions;
  const declaredCopy = (): unknown[] => declared(companions, copy(args));
  const spread = (params: Values): Values =>
    rest ? [...params.slice(0, -1), ...(params.at(-1) as Values)] : params.slice(0, Math.min(args.length, parameters));
  const run = (params: Values): unknown => {
    const returned = (f as (...args: Values) => unknown)(...spread(params));
    return out === undefined ? returned : params[out];
  };

  const params = declaredCopy();
  const result = run(declaredCopy());
  const weights = weightsFor(f, result, seed);
  refuseChance(f, weights.sum(result), weights.sum(run(declaredCopy())));
  const names = parameterNames(f, parameters);
  const selected = params.map((param, i) => (wrt.includes(i) ? param : undefined));

  const derivativeFrom = (from: CheckedEntry['from'], value: unknown, gradients: Values): Derivative => ({
    from,
    value: weights.sum(value),
    at: (place) => Number(read(gradients, place.keys)),
  });
  const reverse: Derivative[] = [];
  if (out === undefined && companions.adjoint) {
    const adjoint = companion<[unknown, Values]>(f, companions, 'adjoint');
    reverse.push(derivativeFrom('adjoint', ...adjoint(...declaredCopy(), weights.cotangent)));
  }
  if (out === undefined ? companions.pullback : companions.reverse) {
    const forward =
      out === undefined
        ? companion<[unknown, Pullback]>(f, companions, 'pullback')
        : pullbackInPlace(f, companions, out);
    const [value, pullback] = forward(...declaredCopy());
    reverse.push(derivativeFrom('pullback', value, pullback(weights.cotangent)));
    reverse.push(derivativeFrom('second pullback', value, pullback(weights.cotangent)));
  }

  const along = (direction: ReadonlyMap<Place, number>): Along => {
    const tangents: unknown[] = shadows(...params);
    for (const [place, number] of direction) write(tangents, place.keys, number);
    const push = (jvp as unknown as LooseJvp)(f, out === undefined ? {} : { out });
    const [value, tangent] = push(spread(declaredCopy()), spread(tangents));
    return { value: weights.sum(value), tangent: weights.sum(tangent), magnitude: weights.magnitude(tangent) };
  };

  return {
    value: weights.sum(result),
    precision: holdsFloat32([args, result]) ? 2 ** -23 : 2 ** -52,
    places: numbersIn(selected, names),
    reverse,
    along: (out === undefined ? companions.tangent : companions.tangentInPlace) && along,
    numberAt: (place) => read(params, place.keys) as number,
    moved(steps) {
      const moved = declaredCopy();
      const added = [...steps].map(([{ keys }, step]) => {
        const from = read(moved, keys) as number;
        write(moved, keys, from + step);
        return (read(moved, keys) as number) - from;
      });
      const [step = 0] = added;
      try {
        return { step, value: weights.sum(run(moved)) };
      } catch {
        return { step, value: NaN }; // outside of what the function accepts
      }
    },
  };
}

type LooseJvp = (
  f: AnyFunction,
  options: { readonly out?: number },
) => (args: Values, tangents: Values) => readonly [value: unknown, tangent: unknown];

interface Weights {
  readonly cotangent: unknown;
  sum(result: unknown): number;
  magnitude(result: unknown): number;
}

/** One for a number, random ones for every number in a structure. */
function weightsFor(f: AnyFunction, result: unknown, seed: number): Weights {
  const places = numbersIn([result], ['result']);
  if (places.length === 0) {
    throw new AdcError(
      'ADC5003',
      `The result of ${quoted(f)} holds no number.`,
      'Return one, or name the parameter with the result as `out`.',
    );
  }
  const random = randomNumbers(seed);
  const root: [unknown] = shadow([result]) as [unknown];
  for (const { keys } of places) write(root, keys, typeof result === 'number' ? 1 : random());
  const [cotangent] = gradientOf(root, [result]) as [unknown];
  const weighted = (held: unknown): number[] =>
    places.map(({ keys }) => Number(read([cotangent], keys)) * Number(read([held], keys)));
  return {
    cotangent,
    sum: (held) => weighted(held).reduce((sum, term) => sum + term, 0),
    magnitude: (held) => weighted(held).reduce((sum, term) => sum + Math.abs(term), 0),
  };
}

/** Differences of values that are drawn by lot say nothing. */
function refuseChance(f: AnyFunction, first: number, second: number): void {
  if (Object.is(first, second)) return;
  throw new AdcError(
    'ADC5009',
    `${quoted(f)} gives different values for the same arguments: ${first}, then ${second}.`,
    'Draw random numbers outside and pass them as arguments, and keep no state between calls.',
  );
}

function holdsFloat32(root: unknown): boolean {
  const seen = new Set<unknown>([root]);
  for (const value of seen) {
    if (value instanceof Float32Array) return true;
    if (isContainer(value)) each(value, (inner) => typeof inner === 'object' && seen.add(inner));
  }
  return false;
}
