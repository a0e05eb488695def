/** What must hold of the companions of one program, at each of its points. */
import {
  copy,
  difference,
  leavesOf,
  misshapen,
  numbersAt,
  pathText,
  show,
  write,
  zeros,
} from '../test-fixtures/runner/leaves.js';
import { directionEntry, seeded, type Random } from '../test-fixtures/runner/random.js';
import { checkAdjointAdjoint, checkAdjointTangent } from './check-second.js';
import { CHECKPOINTED, type Compiled, type Exports } from './compile-batch.js';
import type { Generated } from './generate.js';
import { named } from './into-parameter.js';
import { createOracle } from './oracle.js';
import { TooLong } from './oracle-scope.js';
import { lower } from './oracle-values.js';
import { begin, keptBy, mismatch, Mismatch, observe, Point, running, untangled, type Finding } from './point.js';

export type { Finding } from './point.js';
export type Tally = {
  points: number;
  /** Points at which programs with checkpoints were compared with those without. */
  checkpointed: number;
  readonly skipped: Map<string, number>;
};

type Call = (...args: readonly unknown[]) => unknown;
type Pull = (cotangent: unknown) => readonly unknown[];
/** One claim about the companions that a module exports. */
type Check = (point: Point, module: Exports, title: string) => void;

const checks: readonly Check[] = [checkTangent, checkAdjoint, checkPullbacks, checkAdjointTangent, checkAdjointAdjoint];

/** The first thing that does not hold. */
export function check(
  { source, points, count, out }: Generated,
  compiled: Compiled,
  tally: Tally,
): Finding | undefined {
  const oracle = createOracle(source);
  const variants = compiled.variants.map(({ title, module }) => ({ title, module: named(module) }));
  const withoutCheckpoints = compiled.withoutCheckpoints && named(compiled.withoutCheckpoints);
  for (const [index, args] of points.entries()) {
    try {
      const earlier = 'kept' in compiled.primal && index % 2 === 1 ? points[index - 1] : undefined;
      checkPoint(
        oracle,
        { ...compiled, variants, withoutCheckpoints },
        { args, count, out, earlier },
        seeded(index + 1),
        tally,
      );
    } catch (error) {
      if (error instanceof TooLong) skip(tally, 'too long');
      else if (error instanceof Mismatch)
        return {
          what: error.finding.what,
          detail: `${error.finding.detail}\nat f(${args.map(show).join(', ')})${index % 2 === 1 ? ', after the first call' : ''}`,
        };
      else throw error;
    }
  }
  return undefined;
}

type Arguments = {
  readonly args: readonly unknown[];
  readonly count: number;
  readonly out: number | undefined;
  /** Arguments of a call before. */
  readonly earlier: readonly unknown[] | undefined;
};

function checkPoint(
  oracle: ReturnType<typeof createOracle>,
  { primal, variants, second, withoutCheckpoints }: Compiled,
  { args, count, out, earlier }: Arguments,
  random: Random,
  tally: Tally,
): void {
  const tangents = zeros(args) as unknown[];
  for (const { keys } of leavesOf(args)) write(tangents, keys, directionEntry(random));
  tangents[count] = 0; // it only steers
  const evaluation = oracle('f', args, tangents, tangents, earlier);
  const expected =
    out === undefined || evaluation.thrown !== undefined ? evaluation : { ...evaluation, value: evaluation.args[out]! };
  const outcome = observe(primal, args, earlier, (slots) => {
    const value = (primal['f'] as Call)(...slots);
    return out === undefined ? value : slots[out];
  });

  const own = difference(
    [lower([[...expected.args], expected.value], 'v'), expected.log, expected.kept, expected.thrown],
    [untangled([outcome.slots, outcome.value]), outcome.log, outcome.kept, outcome.thrown],
  );
  if (own)
    throw new Error(`the oracle computes ${show(own.computed)}, not ${show(own.wanted)} at ${own.keys.join('.')}`);

  if (out !== undefined && variants.some(({ module }) => !('fTangent' in module))) {
    const written = difference(lower(expected.args[out], 'v'), args[out]);
    if (written) throw new Error(`f writes its result at ${written.keys.join('.')}, and has no derivatives`);
    skip(tally, 'derivatives, where the result is never written');
    return;
  }
  const point = new Point(args, tangents, expected, outcome, random, earlier);
  if (outcome.thrown === undefined && (expected.kink || point.isLarge())) {
    skip(tally, expected.kink ? 'at a kink' : 'too large');
    return;
  }
  tally.points++;
  if (outcome.thrown !== undefined) skip(tally, 'derivatives, where the program throws');
  if (
    second &&
    out === undefined &&
    variants.some(({ title, module }) => title !== CHECKPOINTED && !('fAdjointTangent' in module))
  )
    skip(tally, 'second derivatives, where there are none');
  for (const { title, module } of variants) for (const claim of checks) claim(point, module, title);
  const again = variants.find(({ title }) => title === CHECKPOINTED);
  if (again === undefined || withoutCheckpoints === undefined || outcome.thrown !== undefined) return;
  tally.checkpointed++;
  checkSameBits(point, withoutCheckpoints, again.module);
}

/** The gradient has the very bits that it has without checkpoints. */
function checkSameBits(point: Point, reference: Exports, module: Exports): void {
  const bar = point.cotangent();
  const gradientsOf = (of: Exports): readonly number[] => {
    begin(of, point.earlier);
    const result = (of['fAdjoint'] as Call)(...(copy(point.args) as unknown[]), copy(bar)) as unknown[];
    return numbersAt(result[1], point.inputs);
  };
  const wanted = gradientsOf(reference);
  gradientsOf(module).forEach((each, k) => {
    if (each !== wanted[k] && !(Number.isNaN(each) && Number.isNaN(wanted[k])))
      throw mismatch(
        'checkpoints change the gradient',
        `${pathText(point.inputs[k]!.keys, ['gradients'])}: ${show(each)}, not ${show(wanted[k])}`,
      );
  });
}

function checkTangent(point: Point, module: Exports, title: string): void {
  const { args, tangents, wanted, scale, outputs } = point;
  const what = `the tangent${title}`;
  const dots = copy(tangents) as unknown[];
  const { second } = point.run(
    what,
    module,
    args,
    (slots) => (module['fTangent'] as Call)(...slots, ...dots) as unknown[],
  );
  point.bitwise(`${what} changes the tangents passed in`, dots, tangents);
  if (point.outcome.thrown !== undefined) return;
  point.near(
    `${what} is wrong`,
    numbersAt([second], outputs),
    wanted,
    scale.map((m) => 1e-10 * m + 1e-300),
    outputs,
    ['tangent'],
  );
}

function checkAdjoint(point: Point, module: Exports, title: string): void {
  const what = `the adjoint${title}`;
  const cotangent = point.outcome.thrown === undefined ? point.cotangent() : 1;
  const bar = copy(cotangent);
  const { second } = point.run(
    what,
    module,
    point.args,
    (slots) => (module['fAdjoint'] as Call)(...slots, bar) as unknown[],
  );
  point.bitwise(`${what} changes the cotangent passed in`, [bar], [cotangent]);
  if (point.outcome.thrown !== undefined) return;
  shaped(what, second as readonly unknown[], point);
  point.transposed(`${what} is wrong`, cotangent, second as readonly unknown[]);
}

/** Two pullbacks are alive at once, and called in turn. */
function checkPullbacks(point: Point, module: Exports, title: string): void {
  const what = `the pullback${title}`;
  const make = () =>
    point.run(what, module, point.args, (slots) => (module['fPullback'] as Call)(...slots) as unknown[]);
  const [one, two] = [make(), make()];
  if (point.outcome.thrown !== undefined) return;
  const [pull, other] = [one.second as Pull, two.second as Pull];
  const [first, second] = [point.cotangent(), point.cotangent()];
  const log = module['log'] as unknown[] | undefined;
  const logged = log?.length;
  const asLeft = copy(one.slots);
  const kept = keptBy(module);

  const pulled = running(`a call of ${what}`, () => pull(copy(first)));
  const handedOut = copy(pulled);
  shaped(what, pulled, point);
  point.transposed(`${what} is wrong`, first, pulled);
  const others = running(`a call of ${what}`, () => other(copy(second)));
  point.transposed(`another of ${what} is wrong`, second, others);
  const again = running(`a second call of ${what}`, () => pull(copy(first)));
  const roots = ['gradients'];
  point.bitwise(`${what} differs when it is called again`, [again], [handedOut], roots);
  const othersAgain = running(`a second call of ${what}`, () => other(copy(second)));
  point.bitwise(`another of ${what} differs when it is called again`, [othersAgain], [others], roots);
  point.bitwise(`${what} changes a gradient handed out`, [pulled], [handedOut], roots);
  point.bitwise(`${what} leaves a trace in the arguments`, [one.slots], [asLeft]);
  point.bitwise(`${what} leaves a trace in the module`, [keptBy(module)], [kept], ['module']);
  if (log?.length !== logged) throw mismatch(`${what} runs effects again`, show(log));

  begin(module, point.earlier);
  const joint = (module['fAdjoint'] as Call)(...(copy(point.args) as unknown[]), copy(first)) as [unknown, unknown[]];
  const entries = numbersAt(joint[1], point.inputs);
  const size = Math.max(...entries.map(Math.abs), point.blur(first));
  point.near(
    `${what} differs from the adjoint`,
    numbersAt(pulled, point.inputs),
    entries,
    entries.map(() => 1e-9 * size),
    point.inputs,
    point.args.map((_, i) => `argument ${i}`),
  );
}

/** Gradients mirror the arguments: what is one object there is one object here. */
function shaped(what: string, gradients: readonly unknown[], { args }: Point): void {
  // What stands for an argument left out is a constant; a structure that nobody passed has no gradient to mirror it.
  const filled = args.map((arg, i) => arg ?? gradients[i]);
  const constants = gradients.filter((_, i) => args[i] === undefined);
  const found = misshapen(gradients, filled);
  if (constants.some((each) => each !== 0 && each !== undefined))
    throw mismatch(`${what} gives a gradient to an argument left out`, show(constants));
  if (found) throw mismatch(`${what} gives a gradient of another shape`, `${pathText(found.keys, [])} ${found.what}`);
}

function skip({ skipped }: Tally, why: string): void {
  skipped.set(why, (skipped.get(why) ?? 0) + 1);
}
