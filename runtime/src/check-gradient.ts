/** Comparison of compiled derivatives with finite differences and with each other. */

import { type Along, type Subject, subjectOf } from './check-subject.js';
import { compareEntries } from './compare-entries.js';
import { type DotProduct, formatReport, type GradientReport } from './gradient-report.js';
import { randomNumbers } from './numbers-in.js';
import { checkIndex, companion, companionsOf } from './registry.js';
import { selector } from './select.js';
import type { AnyFunction, Indices, OutOption, Wrt, WrtOption } from './types.js';

export interface CheckOptions<P extends readonly unknown[] = readonly unknown[]>
  extends WrtOption<P, Wrt<P> | undefined>,
    OutOption<P, Indices<P> | undefined> {
  /** The relative difference that is tolerated on top of the estimated error of the finite differences: 1e-6. */
  readonly tolerance?: number;
  /** About how many comparisons are made: 200. Where the arguments hold more numbers, they are compared in groups. */
  readonly entries?: number;
  /** Chooses the random weights and directions. */
  readonly seed?: number;
  /** How to copy the arguments; needed when they hold private state. */
  readonly copy?: (args: P) => readonly [...P];
}

/**
 * Runs `f` and its companions on copies of the arguments, and compares every number of the derivatives with finite differences,
 * and reverse mode with forward mode. A result of several numbers is weighted at random. The arguments stay as they are; other
 * effects of `f` happen in each of its runs, of which there are some twenty for a comparison.
 *
 * @param options what to differentiate by, and how closely to look
 * @returns what takes the arguments and gives the report; `String(report)` is its text
 * @throws AdcError if `f` was not compiled, holds no number in its result, or gives different values for the same arguments;
 *   and whatever `f` itself throws for the arguments
 */
export function checkGradient<F extends AnyFunction>(
  f: F,
  options: CheckOptions<Parameters<F>> = {},
): (...args: Parameters<F>) => GradientReport {
  const companions = companionsOf(f);
  const { out, copy, tolerance = 1e-6, entries = 200, seed = 1 } = options;
  const asked: number | readonly number[] | undefined = options.wrt ?? companions.wrt;
  selector(f, companions, asked);
  if (out !== undefined) checkIndex(f, companions, 'out', out);
  const modes =
    out === undefined ? (['adjoint', 'pullback', 'tangent'] as const) : (['reverse', 'tangentInPlace'] as const);
  companion(f, companions, modes.find((name) => companions[name]) ?? modes[0]);
  const wrt = (typeof asked === 'number' ? [asked] : (asked ?? companions.differentiable.map((_, i) => i))).filter(
    (i) => companions.differentiable[i],
  );

  return (...args) => {
    const subject = subjectOf(f, companions, args, {
      wrt,
      out,
      seed,
      copy: copy as ((args: readonly unknown[]) => readonly unknown[]) | undefined,
    });
    const found = compareEntries(subject, Math.max(1, entries), tolerance, seed);
    const dotProduct = compareModes(subject, seed);
    const report = {
      ok: found.wrong.length === 0 && dotProduct?.ok !== false,
      ...found,
      dotProduct,
    };
    const text = formatReport(f.name || 'function', report);
    return Object.defineProperty(report, 'toString', { value: () => text });
  };
}

/** The dot-product identity: it needs no step size, so it holds up to rounding or not at all. */
function compareModes({ along, reverse, places, precision }: Subject, seed: number): DotProduct | undefined {
  const [gradient] = reverse;
  if (!along || !gradient) return undefined;
  const random = randomNumbers(seed + 1);
  const direction = new Map(places.map((place) => [place, random()]));
  const { tangent: forward, magnitude }: Along = along(direction);
  const terms = places.map((place) => gradient.at(place) * direction.get(place)!);
  const product = terms.reduce((sum, term) => sum + term, 0);
  const scale = terms.reduce((sum, term) => sum + Math.abs(term), magnitude);
  const error = Math.abs(forward - product);
  const bothInfinite = !Number.isFinite(forward) && !Number.isFinite(product);
  const ok = bothInfinite || error <= Math.max(1e-10, 8 * precision) * scale;
  return { ok, forward, reverse: product, error };
}
