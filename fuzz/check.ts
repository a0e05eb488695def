/** What must hold of the companions of one program, at each of its points. */
import {
  copy,
  difference,
  leavesOf,
  numbersAt,
  pathText,
  show,
  write,
  zeros,
  type Leaf,
} from '../test-fixtures/runner/leaves.js';
import { directionEntry, seeded, type Random } from '../test-fixtures/runner/random.js';
import type { Outcome } from './compile-batch.js';
import { createOracle, TooLong } from './oracle.js';
import { lower } from './oracle-values.js';

export type Finding = { readonly what: string; readonly detail: string };
export type Tally = { points: number; readonly skipped: Map<string, number> };

type Call = (...args: readonly unknown[]) => unknown;
type Pull = (cotangent: unknown) => readonly unknown[];
type Compiled = Extract<Outcome, { kind: 'compiled' }>;

/** The first thing that does not hold. */
export function check(
  source: string,
  points: readonly (readonly unknown[])[],
  compiled: Compiled,
  tally: Tally,
): Finding | undefined {
  const oracle = createOracle(source);
  for (const [index, args] of points.entries()) {
    try {
      const found = checkPoint(oracle, compiled, args, seeded(index + 1), tally);
      if (found) return { what: found.what, detail: `${found.detail}\nat f(${args.map(show).join(', ')})` };
    } catch (error) {
      if (error instanceof TooLong) skip(tally, 'too long');
      else if (error instanceof Mismatch) return error.finding;
      else throw error;
    }
  }
  return undefined;
}

class Mismatch extends Error {
  constructor(readonly finding: Finding) {
    super(finding.what);
  }
}

function checkPoint(
  oracle: ReturnType<typeof createOracle>,
  { primal, best, plain }: Compiled,
  args: readonly unknown[],
  random: Random,
  tally: Tally,
): Finding | undefined {
  const tangents = zeros(args) as unknown[];
  const inputs = leavesOf(args);
  for (const { keys } of inputs) write(tangents, keys, directionEntry(random));
  tangents[args.length - 1] = 0; // the count only steers
  const expected = oracle('f', args, tangents, tangents);

  const slots = copy(args) as unknown[];
  const value = (primal['f'] as Call)(...slots);
  const after = [slots, value];
  const outputs = leavesOf([value]);
  const sizes = [...numbersAt([value], outputs), ...numbersAt(slots, leavesOf(slots))];
  const wanted = numbersAt([lower(expected.value, 'a')], outputs);
  const scale = numbersAt([lower(expected.value, 'm')], outputs);
  const own = difference(lower([[...expected.args], expected.value], 'v'), untangled(after));
  if (own)
    throw new Error(`the oracle computes ${show(own.computed)}, not ${show(own.wanted)} at ${own.keys.join('.')}`);
  const large = ![...sizes, ...wanted, ...scale].every((each) => Math.abs(each) < 1e8);
  if (expected.kink || large) {
    skip(tally, expected.kink ? 'at a kink' : 'too large');
    return undefined;
  }
  tally.points++;

  const fromValue = shapeOf(value);
  const cotangent = (): unknown => {
    const made = fromValue();
    for (const { keys } of outputs) writeOne(made, keys, directionEntry(random));
    return made[0];
  };
  const [first, second] = [cotangent(), cotangent()];
  const names = args.map((_, i) => `argument ${i}`);
  const bitwise = (what: string, computed: unknown, reference: unknown): void => {
    const found = difference(computed, reference);
    if (found)
      throw new Mismatch({
        what,
        detail: `${pathText(found.keys, ['arguments', 'value'])}: ${show(found.computed)}, not ${show(found.wanted)}`,
      });
  };
  const near = (
    what: string,
    computed: readonly number[],
    exact: readonly number[],
    bound: readonly number[],
    leaves: readonly Leaf[],
    roots: readonly string[],
  ): void =>
    computed.forEach((each, k) => {
      if (!(Math.abs(each - exact[k]!) <= bound[k]!))
        throw new Mismatch({
          what,
          detail: `${pathText(leaves[k]!.keys, roots)}: ${show(each)}, not ${show(exact[k])} ± ${show(bound[k])}`,
        });
    });
  /** Σ over outputs of the cotangent times what each may be off by. */
  const blur = (bar: unknown): number =>
    numbersAt([bar], outputs).reduce((sum, each, k) => sum + Math.abs(each) * scale[k]!, 0);
  const transposed = (what: string, bar: unknown, gradients: readonly unknown[]): void => {
    const outer = numbersAt([bar], outputs).reduce((sum, each, k) => sum + each * wanted[k]!, 0);
    // Arguments that are one object may have one gradient, or share it out among themselves.
    const counted = new Set<unknown>();
    let [inner, size] = [0, 0];
    gradients.forEach((gradient, i) => {
      if (counted.has(gradient) && typeof gradient === 'object') return;
      counted.add(gradient);
      const leaves = leavesOf([args[i]]);
      const dots = numbersAt([tangents[i]], leaves);
      numbersAt([gradient], leaves).forEach((each, k) => {
        inner += each * dots[k]!;
        size += Math.abs(each * dots[k]!);
      });
    });
    if (!(Math.abs(inner - outer) <= 1e-11 * (blur(bar) + size) + 1e-300))
      throw new Mismatch({
        what,
        detail: `⟨x̄, ẋ⟩ = ${inner}, but ⟨ȳ, ẏ⟩ = ${outer} by the oracle; x̄ = ${show(gradients)} for ȳ = ${show(bar)}, ẋ = ${show(tangents)}`,
      });
  };
  const run = <T>(what: string, call: () => T): T => {
    try {
      return call();
    } catch (error) {
      throw new Mismatch({
        what: `${what} throws`,
        detail: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
    }
  };

  for (const [title, companions] of [
    ['', best],
    [' (not optimised)', plain],
  ] as const) {
    const named = (name: string): Call => companions[name] as Call;
    const tangentSlots = copy(args) as unknown[];
    const dots = copy(tangents);
    const [tangentValue, tangent] = run(
      `the tangent${title}`,
      () => named('fTangent')(...tangentSlots, ...dots) as [unknown, unknown],
    );
    bitwise(`the tangent${title} computes something else`, [tangentSlots, tangentValue], after);
    bitwise(`the tangent${title} changes the tangents passed in`, dots, tangents);
    near(
      `the tangent${title} is wrong`,
      numbersAt([tangent], outputs),
      wanted,
      scale.map((m) => 1e-10 * m + 1e-300),
      outputs,
      ['tangent'],
    );

    const adjointSlots = copy(args) as unknown[];
    const bar = copy(first);
    const [adjointValue, gradients] = run(
      `the adjoint${title}`,
      () => named('fAdjoint')(...adjointSlots, bar) as [unknown, readonly unknown[]],
    );
    bitwise(`the adjoint${title} computes something else`, [adjointSlots, adjointValue], after);
    bitwise(`the adjoint${title} changes the cotangent passed in`, [bar], [first]);
    transposed(`the adjoint${title} is wrong`, first, gradients);

    const pullSlots = [copy(args), copy(args)] as unknown[][];
    const [[pullValue, pull], [, other]] = pullSlots.map((slot) =>
      run(`the pullback${title}`, () => named('fPullback')(...slot)),
    ) as [[unknown, Pull], [unknown, Pull]];
    bitwise(`the pullback${title} computes something else`, [pullSlots[0], pullValue], after);
    const pulled = run(`a call of the pullback${title}`, () => pull(copy(first)));
    const kept = copy(pulled);
    transposed(`the pullback${title} is wrong`, first, pulled);
    const others = run(`a call of the pullback${title}`, () => other(copy(second)));
    transposed(`another pullback${title} is wrong`, second, others);
    const again = run(`a second call of the pullback${title}`, () => pull(copy(first)));
    bitwise(`the pullback${title} differs when it is called again`, again, kept);
    bitwise(`the pullback${title} changes a gradient handed out`, pulled, kept);
    bitwise(`the pullback${title} leaves a trace in the arguments`, pullSlots[0], after[0]);
    const entries = numbersAt(gradients, inputs);
    const size = Math.max(...entries.map(Math.abs), blur(first));
    near(
      `the pullback${title} differs from the adjoint`,
      numbersAt(pulled, inputs),
      entries,
      entries.map(() => 1e-9 * size),
      inputs,
      names,
    );
  }
  return undefined;
}

/** As the oracle gives structures out: typed arrays each on their own. */
const untangled = (root: unknown): unknown => {
  const made = new Map<unknown, unknown>();
  const visit = (x: unknown): unknown => {
    if (typeof x !== 'object' || x === null) return x;
    if (made.has(x)) return made.get(x);
    const fresh: unknown = x instanceof Float64Array ? x.slice() : Array.isArray(x) ? [] : {};
    made.set(x, fresh);
    if (x instanceof Float64Array) return fresh;
    for (const [key, each] of Object.entries(x)) (fresh as Record<string, unknown>)[key] = visit(each);
    return fresh;
  };
  return visit(root);
};

/** Makes zeros in the shape of a value. */
const shapeOf = (value: unknown) => (): unknown[] => zeros([value]) as unknown[];

const writeOne = (root: unknown[], keys: Leaf['keys'], entry: number): void => {
  if (keys.length === 1) root[0] = entry;
  else write(root, keys, entry);
};

function skip({ skipped }: Tally, why: string): void {
  skipped.set(why, (skipped.get(why) ?? 0) + 1);
}
