/** The numbers of a derivative against finite differences: one by one, or in groups that are taken apart where they do not fit. */

import type { Derivative, Subject } from './check-subject.js';
import type { CheckedEntry, Kink, Undecided } from './gradient-report.js';
import { judge, type Verdict } from './judge.js';
import { type Place, randomNumbers } from './numbers-in.js';
import { type Extent, extentOf, slopesAt } from './slopes.js';

export interface Compared {
  readonly worst: CheckedEntry | undefined;
  readonly wrong: readonly CheckedEntry[];
  readonly kinks: readonly Kink[];
  readonly undecided: readonly Undecided[];
  /** How many numbers were compared, how many of them only together with others, and how many were not. */
  readonly entries: number;
  readonly grouped: number;
  readonly skipped: number;
}

type Judged = Verdict & Pick<CheckedEntry, 'from' | 'computed'>;

/** After so many wrong entries the rest is left out. */
const manyWrong = 100;

/**
 * Makes about `count` comparisons. Numbers beyond that are compared in groups, along directions of random signs. A group holds
 * numbers whose derivatives weigh about the same, so that none hides behind another.
 */
export function compareEntries(subject: Subject, count: number, tolerance: number, seed: number): Compared {
  const { value, along } = subject;
  const random = randomNumbers(seed + 2);
  const derivatives = [...subject.reverse];
  if (along) {
    const at = (place: Place): number => along(new Map([[place, 1]])).tangent;
    derivatives.push({ from: 'tangent', value: along(new Map()).value, at });
  }

  const wrong: CheckedEntry[] = derivatives.filter((from) => !Object.is(from.value, value)).map(valueEntry);
  let worst: CheckedEntry | undefined = wrong[0];
  let worstExcess = worst ? Infinity : -1;
  const kinks: Kink[] = [];
  const undecided: Undecided[] = [];
  let [entries, grouped, skipped] = [0, 0, 0];

  const work = groupsOf(subject, count).reverse();
  let budget = 4 * count;
  for (let group = work.pop(); group; group = work.pop()) {
    const [place] = group as [Place];
    const isOne = group.length === 1;
    const verdicts = judgeAlong(group);
    const settled = verdicts.filter(({ verdict }) => verdict !== 'undecided');
    if (!isOne) {
      const isWrong = settled.some(({ verdict }) => verdict === 'wrong');
      const fits = settled.length === verdicts.length && !isWrong && !verdicts.some(({ kink }) => kink);
      if (fits) {
        entries += group.length;
        grouped += group.length;
      } else if (isWrong ? wrong.length < manyWrong : budget-- > 0) {
        const half = group.length >> 1;
        work.push(group.slice(half), group.slice(0, half));
        continue;
      } else {
        skipped += group.length;
        continue;
      }
    } else if (settled.length > 0) entries += 1;

    const path = isOne ? place.path : `(${group.length} numbers, ${place.path} among them)`;
    const [first] = verdicts;
    const kink = verdicts.find((verdict) => verdict.kink);
    if (kink) kinks.push({ path, ...kink.kink!, computed: kink.computed });
    if (settled.length === 0 && first) undecided.push({ path, computed: first.computed });
    for (const { from, computed, expected, uncertainty, error, verdict, excess } of settled) {
      const entry = { path, from, computed, expected, uncertainty, error };
      if (verdict === 'wrong') wrong.push(entry);
      if (excess > worstExcess) [worst, worstExcess] = [entry, excess];
    }
  }
  return { worst, wrong, kinks, undecided, entries, grouped, skipped };

  function judgeAlong(group: readonly Place[]): readonly Judged[] {
    const isOne = group.length === 1;
    const extents = group.map((place) => extentOf(subject.numberAt(place)));
    const direction = new Map(
      group.map((place, i) => [place, isOne ? 1 : Math.sign(random() || 1) * extents[i]!.scale]),
    );
    const extent = isOne ? extents[0]! : together(extents);
    const sample = (step: number): { step: number; value: number } => {
      const moved = subject.moved(new Map([...direction].map(([place, unit]) => [place, unit * step])));
      return isOne ? moved : { step, value: moved.value };
    };
    const slopes = slopesAt(sample, extent, value, subject.precision);
    const floor = (1e3 * subject.precision * slopes.magnitude) / extent.scale;
    return derivatives.map((derivative) => {
      const computed = slopeAlong(derivative, direction);
      return { from: derivative.from, computed, ...judge(computed, slopes, tolerance, floor) };
    });
  }

  function slopeAlong(derivative: Derivative, direction: ReadonlyMap<Place, number>): number {
    if (derivative.from === 'tangent' && along) return along(direction).tangent;
    return [...direction].reduce((sum, [place, unit]) => sum + unit * derivative.at(place), 0);
  }

  function valueEntry(derivative: Derivative): CheckedEntry {
    const { from, value: computed } = derivative;
    return { path: '(value)', from, computed, expected: value, uncertainty: 0, error: Math.abs(computed - value) };
  }
}

/** One extent for numbers that are moved by multiples of their own scale. */
function together(extents: readonly Extent[]): Extent {
  return { scale: 1, detail: Math.min(...extents.map(({ scale, detail }) => detail / scale)) };
}

function groupsOf({ places, reverse, numberAt }: Subject, count: number): Place[][] {
  if (places.length <= count) return places.map((place) => [place]);
  const weight = (place: Place): number => {
    const { scale } = extentOf(numberAt(place));
    return Math.abs((reverse[0]?.at(place) ?? 1) * scale);
  };
  const sorted = places.map((place) => ({ place, weight: weight(place) }));
  sorted.sort((a, b) => (a.weight < b.weight ? -1 : a.weight > b.weight ? 1 : 0));
  const bound = (i: number): number => Math.floor((i * places.length) / count);
  return Array.from({ length: count }, (_, i) => sorted.slice(bound(i), bound(i + 1)).map(({ place }) => place));
}
