/** Comparison of compiled derivatives with finite differences and with each other. */

import { type Along, type Derivative, type Subject, subjectOf } from './check-subject.js';
import { type CheckedEntry, type DotProduct, formatReport, type GradientReport, type Kink } from './gradient-report.js';
import { judge } from './judge.js';
import { type Place, randomNumbers } from './numbers-in.js';
import { checkIndex, companion, companionsOf } from './registry.js';
import { selector } from './select.js';
import { slopesAt } from './slopes.js';
import type { AnyFunction, Indices, OutOption, Wrt, WrtOption } from './types.js';

export interface CheckOptions<P extends readonly unknown[] = readonly unknown[]>
  extends WrtOption<P, Wrt<P> | undefined>,
    OutOption<P, Indices<P> | undefined> {
  /** The relative difference that is tolerated on top of the estimated error of the finite differences: 1e-6. */
  readonly tolerance?: number;
  /** How many numbers are compared at most, spread evenly over the arguments: 200. */
  readonly entries?: number;
  /** Chooses the random weights and directions. */
  readonly seed?: number;
  /** How to copy the arguments; needed when they hold private state. */
  readonly copy?: (args: P) => readonly [...P];
}

/**
 * Runs `f` and its companions on copies of the arguments, and compares every number of the derivatives with finite differences,
 * and reverse mode with forward mode. A result of several numbers is weighted at random. The arguments stay as they are.
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
    const places = spreadEvenly(subject.places, entries);
    const found = compareEntries(subject, places, tolerance);
    const dotProduct = compareModes(subject, seed);
    const report = {
      ok: found.wrong.length === 0 && dotProduct?.ok !== false,
      ...found,
      skipped: subject.places.length - places.length,
      dotProduct,
    };
    const text = formatReport(f.name || 'function', report);
    return Object.defineProperty(report, 'toString', { value: () => text });
  };
}

function compareEntries(
  subject: Subject,
  places: readonly Place[],
  tolerance: number,
): Pick<GradientReport, 'worst' | 'wrong' | 'entries' | 'kinks'> {
  const { value, precision, along } = subject;
  const derivatives = [...subject.reverse];
  if (along) {
    const at = (place: Place): number => along(new Map([[place, 1]])).tangent;
    derivatives.push({ from: 'tangent', value: along(new Map()).value, at });
  }

  const wrong: CheckedEntry[] = derivatives.filter((from) => !Object.is(from.value, value)).map(valueEntry);
  let worst: CheckedEntry | undefined = wrong[0];
  let worstExcess = worst ? Infinity : -1;
  let entries = 0;
  const kinks: Kink[] = [];
  for (const place of places) {
    const { path } = place;
    const x = subject.numberAt(place);
    const slopes = slopesAt((step) => subject.moved(place, step), x, value, precision);
    const floor = (1e3 * precision * Math.abs(value)) / Math.max(1, Math.abs(x));
    const verdicts = derivatives.map((derivative) => {
      const computed = derivative.at(place);
      return { from: derivative.from, computed, ...judge(computed, slopes, tolerance, floor) };
    });
    const [kink] = verdicts.filter((verdict) => verdict.kink);
    if (kink) {
      const [left, right] = [slopes.left, slopes.right].map((side) => (side.error === Infinity ? NaN : side.value));
      kinks.push({ path, left: left!, right: right!, computed: kink.computed });
    }
    if (verdicts.some(({ verdict }) => verdict !== 'unsettled')) entries += 1;
    for (const { from, computed, expected, error, verdict, excess } of verdicts) {
      const entry = { path, from, computed, expected, error };
      if (verdict === 'wrong') wrong.push(entry);
      if (verdict !== 'unsettled' && excess > worstExcess) [worst, worstExcess] = [entry, excess];
    }
  }
  return { worst, wrong, entries, kinks };

  function valueEntry(derivative: Derivative): CheckedEntry {
    const { from, value: computed } = derivative;
    return { path: '(value)', from, computed, expected: value, error: Math.abs(computed - value) };
  }
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

function spreadEvenly<T>(all: readonly T[], count: number): readonly T[] {
  if (all.length <= count) return all;
  return Array.from({ length: count }, (_, i) => all[Math.floor((i * all.length) / count)]!);
}
