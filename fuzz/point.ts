/** One call of a generated program: what the oracle says of it, and how companions are held against that. */
import {
  copy,
  difference,
  isFloatArray,
  leavesOf,
  numbersAt,
  pathText,
  show,
  write,
  zeros,
  type Leaf,
} from '../test-fixtures/runner/leaves.js';
import { directionEntry, type Random } from '../test-fixtures/runner/random.js';
import type { Exports } from './compile-batch.js';
import type { Evaluation } from './oracle.js';
import { lower } from './oracle-values.js';

export type Finding = { readonly what: string; readonly detail: string };

export class Mismatch extends Error {
  constructor(readonly finding: Finding) {
    super(finding.what);
  }
}

/** How a call ended, and what it left behind. */
export type Outcome = {
  readonly slots: readonly unknown[];
  readonly value: unknown;
  readonly log: unknown;
  /** What the module keeps. */
  readonly kept: unknown;
  readonly thrown: string | undefined;
};

type Call = (...args: readonly unknown[]) => unknown;

/** Puts back what a module keeps; then lets it keep what a call of the function with `earlier` leaves. */
export function begin(module: Exports, earlier: readonly unknown[] | undefined): void {
  (module['reset'] as Call | undefined)?.();
  if (earlier)
    try {
      (module['f'] as Call)(...(copy(earlier) as unknown[]));
    } catch (error) {
      if (!isOfProgram(error)) throw error;
    }
  const log = module['log'] as unknown[] | undefined;
  if (log) log.length = 0;
}

const isOfProgram = (error: unknown): error is Error => error instanceof Error && error.message.startsWith('too large');

export const keptBy = (module: Exports): unknown => (module['kept'] as Call | undefined)?.();

/** Runs a function of a module, which is as `begin` makes it, on copies of the arguments. */
export function observe(
  module: Exports,
  args: readonly unknown[],
  earlier: readonly unknown[] | undefined,
  call: (slots: unknown[]) => unknown,
): Outcome {
  begin(module, earlier);
  const log = module['log'] as unknown[] | undefined;
  const slots = copy(args) as unknown[];
  let [value, thrown]: [unknown, string | undefined] = [undefined, undefined];
  try {
    value = call(slots);
  } catch (error) {
    if (!isOfProgram(error)) throw error;
    thrown = error.message;
  }
  return { slots, value, log: log && [...log], kept: keptBy(module), thrown };
}

export class Point {
  readonly inputs: readonly Leaf[];
  readonly outputs: readonly Leaf[];
  /** The exact derivative of each output along the tangents. */
  readonly wanted: readonly number[];
  /** How large the terms are that met in it. */
  readonly scale: readonly number[];
  /** Where single precision stands in, derivatives are rounded on the way. */
  readonly rounding: number;

  constructor(
    readonly args: readonly unknown[],
    readonly tangents: readonly unknown[],
    readonly expected: Evaluation,
    readonly outcome: Outcome,
    readonly random: Random,
    /** Arguments of a call before, where the module keeps something. */
    readonly earlier: readonly unknown[] | undefined,
  ) {
    this.inputs = leavesOf(args);
    this.outputs = leavesOf([outcome.value]);
    this.wanted = numbersAt([lower(expected.value, 'a')], this.outputs);
    this.scale = numbersAt([lower(expected.value, 'm')], this.outputs);
    this.rounding = args.some((arg) => arg instanceof Float32Array) ? 1e4 : 1;
  }

  /** Whether a number is too large for its rounding errors to be bounded. */
  isLarge(): boolean {
    const { value, slots } = this.outcome;
    const sizes = [...numbersAt([value], this.outputs), ...numbersAt(slots, leavesOf(slots))];
    return ![...sizes, ...this.wanted, ...this.scale].every((each) => Math.abs(each) < 1e8);
  }

  cotangent(): unknown {
    const made = zeros([this.outcome.value]) as unknown[];
    for (const { keys } of this.outputs) {
      if (keys.length === 1) made[0] = directionEntry(this.random);
      else write(made, keys, directionEntry(this.random));
    }
    return made[0];
  }

  bitwise(what: string, computed: unknown, reference: unknown, roots = ['arguments', 'value', 'log']): void {
    const found = difference(computed, reference);
    if (found)
      throw mismatch(what, `${pathText(found.keys, roots)}: ${show(found.computed)}, not ${show(found.wanted)}`);
  }

  near(
    what: string,
    computed: readonly number[],
    exact: readonly number[],
    bound: readonly number[],
    leaves: readonly Leaf[],
    roots: readonly string[],
  ): void {
    computed.forEach((each, k) => {
      if (!(Math.abs(each - exact[k]!) <= bound[k]! * this.rounding))
        throw mismatch(
          what,
          `${pathText(leaves[k]!.keys, roots)}: ${show(each)}, not ${show(exact[k])} ± ${show(bound[k])}`,
        );
    });
  }

  /** Σ over outputs of the cotangent times what each may be off by. */
  blur(bar: unknown): number {
    return numbersAt([bar], this.outputs).reduce((sum, each, k) => sum + Math.abs(each) * this.scale[k]!, 0);
  }

  /** ⟨x̄, ẋ⟩ = ⟨ȳ, ẏ⟩, where ẏ is the oracle's; what is one cell among the arguments counts once. */
  transposed(what: string, bar: unknown, gradients: readonly unknown[]): void {
    const outer = numbersAt([bar], this.outputs).reduce((sum, each, k) => sum + each * this.wanted[k]!, 0);
    const dots = numbersAt(this.tangents, this.inputs);
    const terms = numbersAt(gradients, this.inputs).map((each, k) => each * dots[k]!);
    const inner = terms.reduce((sum, each) => sum + each, 0);
    const size = terms.reduce((sum, each) => sum + Math.abs(each), 0);
    if (!(Math.abs(inner - outer) <= 1e-11 * (this.blur(bar) + size) * this.rounding + 1e-300))
      throw mismatch(
        what,
        `⟨x̄, ẋ⟩ = ${inner}, but ⟨ȳ, ẏ⟩ = ${outer} by the oracle; x̄ = ${show(gradients)} for ȳ = ${show(bar)}, ẋ = ${show(this.tangents)}`,
      );
  }

  /** Runs a companion; it must end as the function itself does, and leave the same behind. */
  run(what: string, module: Exports, args: readonly unknown[], call: (slots: unknown[]) => readonly unknown[]): Ended {
    let result: readonly unknown[] = [];
    const { slots, log, kept, thrown } = running(what, () =>
      observe(module, args, this.earlier, (given) => {
        result = call(given);
        return undefined;
      }),
    );
    const { outcome } = this;
    this.bitwise(`${what} throws something else`, thrown, outcome.thrown, ['exception']);
    this.bitwise(
      `${what} computes something else`,
      [untangled([slots, result[0]]), log, kept],
      [untangled([outcome.slots, outcome.value]), outcome.log, outcome.kept],
      ['arguments and value', 'log', 'module'],
    );
    return { second: result[1], slots };
  }
}

/** What a companion returned beside the value, and its arguments afterwards. */
export type Ended = { readonly second: unknown; readonly slots: readonly unknown[] };

export const mismatch = (what: string, detail: string): Mismatch => new Mismatch({ what, detail });

export function running<T>(what: string, call: () => T): T {
  try {
    return call();
  } catch (error) {
    if (error instanceof Mismatch) throw error;
    throw mismatch(`${what} throws`, error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}

/** As the oracle gives structures out: typed arrays each on their own. */
export const untangled = (root: unknown): unknown => {
  const made = new Map<unknown, unknown>();
  const visit = (x: unknown): unknown => {
    if (typeof x !== 'object' || x === null) return x;
    if (made.has(x)) return made.get(x);
    if (x instanceof Map) {
      const map = new Map<unknown, unknown>();
      made.set(x, map);
      for (const [key, each] of x) map.set(key, visit(each));
      return map;
    }
    const fresh: unknown = isFloatArray(x) ? x.slice() : Array.isArray(x) ? [] : {};
    made.set(x, fresh);
    if (isFloatArray(x)) return fresh;
    for (const [key, each] of Object.entries(x)) (fresh as Record<string, unknown>)[key] = visit(each);
    return fresh;
  };
  return visit(root);
};
