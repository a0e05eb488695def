/** What companions call that were compiled with `adjointGrowth`: how the adjoints grow that loops carry from turn to turn. */

import { growthLimitOfNow, onGrowthOfNow } from './configure.js';
import { type CarriedGrowth, type GrowthEvent, growthText, isTrouble, type LoopGrowth } from './growth-report.js';
import { each, isContainer, isFloatArray } from './structure.js';

/** Every host has one; the languages' own library does not declare it. */
declare const console: { warn(message: string): void };

/** What watches one run of a loop that is being reversed. Adjoints are numbers or shadows. */
export type GrowthWatch = {
  /** Those behind the last turn. */
  behind(...adjoints: readonly unknown[]): void;
  /** Those before a turn that has just been reversed. */
  before(...adjoints: readonly unknown[]): void;
  end(): void;
};

type Happened = 'exploded' | 'vanished' | 'notFinite';

/** What is known of one adjoint; of steps back from the last turn, 0 is behind it. */
class Sizes {
  readonly name: string;
  first = 0;
  last = 0;
  largest = 0;
  /** log₂ of what the stretches without a zero between them have grown by, and how many turns these have. */
  logs = 0;
  turns = 0;
  readonly happened: Partial<Record<Happened, number>> = {};
  #start = 0;
  #startedAt = 0;
  /** The largest size since it was zero. */
  #peak = 0;

  constructor(name: string) {
    this.name = name;
  }

  note(size: number, step: number, scale: number, limit: number): void {
    const before = this.last;
    if (step === 0) this.first = size;
    if (!Number.isFinite(size) || size === 0) this.#close(before, step - 1);
    else if (this.#start === 0) {
      this.#start = size;
      this.#startedAt = step;
    }
    this.last = size;
    if (!Number.isFinite(size)) this.happened.notFinite ??= step;
    else if (size > this.largest) this.largest = size;
    if (size > limit * scale) this.happened.exploded ??= step;
    // An adjoint that is zero at once has not vanished: nothing of what follows depends on the value.
    const isCut = size === 0 && this.happened.vanished === undefined;
    this.#peak = isCut ? 0 : Math.max(this.#peak, size);
    if (size < this.#peak / limit) this.happened.vanished ??= step;
    else delete this.happened.vanished;
  }

  end(steps: number): void {
    this.#close(this.last, steps);
    // A small size for once may be a change of sign.
    if (this.happened.vanished === steps) delete this.happened.vanished;
  }

  #close(size: number, step: number): void {
    if (this.#start === 0) return;
    this.logs += Math.log2(size) - Math.log2(this.#start);
    this.turns += step - this.#startedAt;
    this.#start = 0;
  }
}

/** One loop of the source, over some runs. */
class Loop {
  readonly place: string;
  runs = 0;
  turns = 0;
  readonly #carried = new Map<string, { sizes: Sizes; logs: number; turns: number; largest: number; of: Events }>();

  constructor(place: string) {
    this.place = place;
  }

  add(sizes: readonly Sizes[], turns: number): void {
    this.runs++;
    this.turns += turns;
    for (const each of sizes) {
      const known = this.#carried.get(each.name) ?? { sizes: each, logs: 0, turns: 0, largest: 0, of: {} };
      const of: Events = { ...known.of };
      for (const [what, step] of Object.entries(each.happened) as [Happened, number][]) {
        of[what] ??= { turn: turns - step + 1, of: turns };
      }
      this.#carried.set(each.name, {
        sizes: each,
        logs: known.logs + each.logs,
        turns: known.turns + each.turns,
        largest: Math.max(known.largest, each.largest),
        of,
      });
    }
  }

  /** Undefined where none of the adjoints was ever anything but zero. */
  report(): LoopGrowth | undefined {
    const carried = [...this.#carried.values()]
      .filter(({ largest, of }) => largest > 0 || of.notFinite !== undefined)
      .map(({ sizes: { name, first, last }, logs, turns, largest, of }): CarriedGrowth => {
        return { name, perTurn: 2 ** (logs / turns), behind: first, before: last, largest, ...of };
      });
    return carried.length === 0 ? undefined : { loop: this.place, runs: this.runs, turns: this.turns, carried };
  }
}
type Events = Partial<Record<Happened, GrowthEvent>>;

class Watch implements GrowthWatch {
  readonly #place: string;
  readonly #limit = growthLimitOfNow();
  #sizes: readonly Sizes[] | undefined;
  #step = 0;
  /** The largest adjoint, when there first was one. */
  #scale = 0;

  constructor(place: string, names?: readonly string[]) {
    this.#place = place;
    this.#sizes = names?.map((name) => new Sizes(name));
  }

  /** The turns that follow tell what is carried. @returns whether they are the first. */
  start(names: readonly string[]): boolean {
    const isFirst = this.#sizes === undefined;
    this.#sizes ??= names.map((name) => new Sizes(name));
    return isFirst;
  }

  behind(...adjoints: readonly unknown[]): void {
    this.#note(adjoints);
  }

  before(...adjoints: readonly unknown[]): void {
    this.#step++;
    this.#note(adjoints);
  }

  #note(adjoints: readonly unknown[]): void {
    const found = adjoints.map(sizeOf);
    if (this.#scale === 0) this.#scale = Math.max(...found.filter(Number.isFinite), 0);
    this.#sizes!.forEach((sizes, i) => sizes.note(found[i]!, this.#step, this.#scale || Infinity, this.#limit));
  }

  end(): void {
    if (this.#step === 0 || this.#sizes === undefined) return;
    for (const sizes of this.#sizes) sizes.end(this.#step);
    collect(this.#place, this.#sizes, this.#step);
  }
}

/** Watches a loop while it is reversed. @param place its head and position. @param names of what it carries. */
export function adjointGrowth(place: string, ...names: readonly string[]): GrowthWatch {
  return new Watch(place, names);
}

/** Loops that are being reversed a few turns at a time. */
const across = new Map<string, Watch>();

/** Watches a loop that is reversed a few turns at a time. */
export function growthAcross(place: string): GrowthWatch {
  const outer = across.get(place);
  const watch = new Watch(place);
  across.set(place, watch);
  const end = (): void => {
    if (outer === undefined) across.delete(place);
    else across.set(place, outer);
    watch.end();
  };
  return { behind: nothing, before: nothing, end };
}

/** Watches some turns of such a loop; those of one that nobody watches as a whole are not told of. */
export function furtherGrowth(place: string, ...names: readonly string[]): GrowthWatch {
  const watch = across.get(place);
  if (watch === undefined) return { behind: nothing, before: nothing, end: nothing };
  const isFirst = watch.start(names);
  return {
    behind: (...adjoints) => {
      if (isFirst) watch.behind(...adjoints);
    },
    before: (...adjoints) => watch.before(...adjoints),
    end: nothing,
  };
}

const nothing = (): void => {};

/** Where reports go while `withAdjointGrowth` runs. */
let collected: Map<string, Loop> | undefined;

function collect(place: string, sizes: readonly Sizes[], turns: number): void {
  if (collected === undefined) {
    const loop = new Loop(place);
    loop.add(sizes, turns);
    const report = loop.report();
    const handle = onGrowthOfNow();
    if (report === undefined) return;
    if (handle === 'warn') warn(report);
    else handle(report);
    return;
  }
  let loop = collected.get(place);
  if (loop === undefined) collected.set(place, (loop = new Loop(place)));
  loop.add(sizes, turns);
}

/**
 * Runs something, and tells how adjoints grew in the loops that were reversed meanwhile: of companions that were compiled with
 * `adjointGrowth`. Nothing is printed, and no handler called.
 *
 * @returns what it returned, and a report for each loop of the source, in the order in which the reverse sweep was done with them.
 */
export function withAdjointGrowth<T>(run: () => T): { readonly result: T; readonly loops: readonly LoopGrowth[] } {
  const outer = collected;
  const own = (collected = new Map<string, Loop>());
  try {
    const result = run();
    return { result, loops: [...own.values()].flatMap((loop) => loop.report() ?? []) };
  } finally {
    collected = outer;
  }
}

const told = new Set<string>();

/** Once for each loop. */
function warn(report: LoopGrowth): void {
  const carried = report.carried.filter(isTrouble);
  if (carried.length === 0 || told.has(report.loop)) return;
  told.add(report.loop);
  console.warn(`ADC5014: ${growthText({ ...report, carried })}`);
}

/** An absolute value, or the norm of all numbers in a shadow. */
function sizeOf(adjoint: unknown): number {
  if (typeof adjoint === 'number') return Math.abs(adjoint);
  let sum = 0;
  visitNumbers(adjoint, (value) => {
    sum += value * value;
  });
  if (sum > 1e-280 && sum < Infinity) return Math.sqrt(sum);
  // Squares may have overflowed, or underflowed.
  let largest = 0;
  visitNumbers(adjoint, (value) => {
    if (!(Math.abs(value) <= largest)) largest = Math.abs(value);
  });
  if (largest === 0 || Number.isNaN(sum) || largest === Infinity) return sum + largest;
  sum = 0;
  visitNumbers(adjoint, (value) => {
    sum += (value / largest) ** 2;
  });
  return largest * Math.sqrt(sum);
}

/** Each object once. */
function visitNumbers(root: unknown, visit: (value: number) => void): void {
  const work = new Set([root]);
  for (const value of work) {
    if (isFloatArray(value)) for (let i = 0; i < value.length; i++) visit(value[i]!);
    else if (isContainer(value)) {
      each(value, (part) => {
        if (typeof part === 'number') visit(part);
        else work.add(part);
      });
    }
  }
}
