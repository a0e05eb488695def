/** What a fixture says about itself: its function, its points, and their derivatives by finite differences. */
import { differentiate, type Estimate } from './differences.js';
import type { FixtureExports } from './fixture.js';
import { copy, isFloatArray, leavesOf, numbersAt, read, write, zeros, type Leaf } from './leaves.js';
import { directionEntry, type Random } from './random.js';
import { observe, slotsOf, spreadSlots, type Outcome } from './run.js';
import type { Target } from './target.js';

export type Primal = (...args: readonly unknown[]) => unknown;

/** One point, run once. */
export type Base = {
  readonly index: number;
  readonly kink: boolean;
  /** Arguments by parameter, as they were before the call. */
  readonly slots: readonly unknown[];
  readonly after: readonly unknown[];
  readonly outcome: Outcome<unknown>;
  /** What is differentiated, in an array of one: the result, or the out parameter at the end. */
  readonly outputs: readonly [unknown];
  readonly outputLeaves: readonly Leaf[];
  /** Number leaves of the arguments that are differentiated, and those that only steer. */
  readonly inputLeaves: readonly Leaf[];
  readonly discreteLeaves: readonly Leaf[];
};

export type Subject = {
  readonly exports: FixtureExports;
  readonly target: Target;
  readonly primal: Primal;
};

/** A fixture with one point is judged at a second one beside it, so that nothing passes for being right at one place. */
export function withPointBeside(exports: FixtureExports): FixtureExports {
  const [point, ...others] = exports.points;
  if (point === undefined || others.length > 0) return exports;
  const beside = copy(point);
  leavesOf(point).forEach((leaf, i) => {
    if ((exports.discrete ?? []).some((path) => liesUnder(leaf, path))) return;
    write(beside, leaf.keys, (read(point, leaf.keys) as number) * (1 + 0.013 * (1 + (i % 5))));
  });
  const both = (kinks: readonly number[] = []): readonly number[] => (kinks.includes(0) ? [0, 1] : kinks);
  return { ...exports, points: [point, beside], kinks: both(exports.kinks), adjointKinks: both(exports.adjointKinks) };
}

export function runBase(subject: Subject, index: number): Base {
  const { exports, target, primal } = subject;
  const slots = slotsOf(target, copy(exports.points[index]!));
  const after = copy(slots);
  const outcome = observe(exports, () => primal(...spreadSlots(target, after)));
  const outputs: [unknown] = [outputOf(exports, outcome.value, after)];
  const leaves = leavesOf(slots).filter(
    ({ keys }) => target.wrt === undefined || target.wrt.includes(keys[0] as number),
  );
  const discrete = (leaf: Leaf): boolean => (exports.discrete ?? []).some((path) => liesUnder(leaf, path));
  return {
    index,
    kink: exports.kinks?.includes(index) ?? false,
    slots,
    after,
    outcome,
    outputs,
    outputLeaves: leavesOf(outputs),
    inputLeaves: leaves.filter((leaf) => !discrete(leaf)),
    discreteLeaves: leaves.filter(discrete),
  };
}

const liesUnder = ({ keys }: Leaf, path: number | string): boolean => `${keys.join('.')}.`.startsWith(`${path}.`);

export const outputOf = (exports: FixtureExports, value: unknown, slots: readonly unknown[]): unknown =>
  exports.options?.out === undefined ? value : slots[exports.options.out];

/** Zero tangents for the arguments; that of a number left out is a number too. */
export const zeroTangents = ({ target }: Subject, base: Base): unknown[] =>
  (zeros(base.slots) as unknown[]).map((zero, i) =>
    (base.slots[i] ?? undefined) === undefined && target.parameters[i]!.number ? 0 : zero,
  );

/** Random tangents for the arguments. */
export function randomTangents(subject: Subject, base: Base, random: Random): unknown[] {
  const tangents = zeroTangents(subject, base);
  for (const { keys } of [...base.inputLeaves, ...base.discreteLeaves]) write(tangents, keys, directionEntry(random));
  return tangents;
}

/** A cotangent for the output, by leaf. */
export function cotangentOf(base: Base, entry: () => number): unknown {
  const cotangent = zeros(base.outputs) as [unknown];
  for (const { keys } of base.outputLeaves) write(cotangent, keys, entry());
  return cotangent[0];
}

/** Derivatives of all output leaves along a direction of the input leaves. */
export function differentiateAlong(
  subject: Subject,
  base: Base,
  direction: readonly { readonly leaf: Leaf; readonly entry: number }[],
): readonly Estimate[] {
  const { exports, target, primal } = subject;
  const single = base.slots.some(holdsSingles);
  return differentiate(
    (t) => {
      const slots = copy(base.slots) as unknown[];
      for (const { leaf, entry } of direction)
        write(slots, leaf.keys, (read(base.slots, leaf.keys) as number) + t * entry);
      const { value, thrown } = observe(exports, () => primal(...spreadSlots(target, slots)));
      if (thrown !== undefined) return base.outputLeaves.map(() => NaN);
      return numbersAt([outputOf(exports, value, slots)], base.outputLeaves);
    },
    single ? 'single' : 'double',
  );
}

const holdsSingles = (value: unknown): boolean =>
  value instanceof Float32Array ||
  (typeof value === 'object' && value !== null && !isFloatArray(value) && Object.values(value).some(holdsSingles));

/** At most `count` leaves, the first and the last among them. */
export function sampled(leaves: readonly Leaf[], count: number, random: Random): readonly Leaf[] {
  if (leaves.length <= count) return leaves;
  const chosen = new Set([0, leaves.length - 1]);
  while (chosen.size < count) chosen.add(Math.floor(random() * leaves.length));
  return [...chosen].map((index) => leaves[index]!);
}
