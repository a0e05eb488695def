/** What must hold of the companions of an adjoint: its tangent and its adjoint, against exact second directional derivatives. */
import { copy, isFloatArray, numbersAt, write } from '../test-fixtures/runner/leaves.js';
import { directionEntry } from '../test-fixtures/runner/random.js';
import type { Exports } from './compile-batch.js';
import { lower } from './oracle-values.js';
import { begin, mismatch, type Point } from './point.js';

type Call = (...args: readonly unknown[]) => unknown;
type Both = readonly [value: unknown, gradients: readonly unknown[]];

/** Terms may cancel in sums that nobody sees, so what is small beside the squares of first derivatives is not judged. */
const TOLERANCE = 1e-8;

/** Forward over reverse: along ẋ and ȳ̇ the gradients change so that ⟨ẋ, x̄̇⟩ = ȳ·D²y(ẋ, ẋ) + ȳ̇·ẏ. */
export function checkAdjointTangent(point: Point, module: Exports, title: string): void {
  const call = module['fAdjointTangent'] as Call | undefined;
  if (call === undefined || sharesBuffers(point.args)) return;
  const what = `the tangent of the adjoint${title}`;
  const [bar, barDot] = [cotangentOf(point), cotangentOf(point)];
  const { second } = point.run(what, module, point.args, (slots) => {
    const [both, dots] = call(...slots, copy(bar), ...(copy(point.tangents) as unknown[]), copy(barDot)) as [
      Both,
      Both,
    ];
    return [both[0], dots];
  });
  if (point.outcome.thrown !== undefined) return;
  const [valueDot, gradientsDot] = second as Both;
  point.near(
    `${what} gives a wrong tangent of the value`,
    numbersAt([valueDot], point.outputs),
    point.wanted,
    point.scale.map((m) => 1e-10 * m + 1e-300),
    point.outputs,
    ['tangent'],
  );
  compare(
    point,
    `${what} is wrong`,
    along(point, gradientsDot),
    curvature(point, bar),
    pair(point, barDot, point.wanted),
  );
}

/** Reverse over reverse, for the cotangents v of the value and ẋ of the gradients: ⟨ẋ, x̄̄⟩ = v·ẏ + ȳ·D²y(ẋ, ẋ), and ȳ̄ = ẏ. */
export function checkAdjointAdjoint(point: Point, module: Exports, title: string): void {
  const call = module['fAdjointAdjoint'] as Call | undefined;
  if (call === undefined || sharesBuffers(point.args)) return;
  const what = `the adjoint of the adjoint${title}`;
  const [bar, valueBar] = [cotangentOf(point), cotangentOf(point)];
  begin(module, point.earlier);
  const gradientsBar =
    point.outcome.thrown === undefined
      ? copy((module['fAdjoint'] as Call)(...(copy(point.args) as unknown[]), copy(bar)) as Both)[1]
      : [];
  const dots = numbersAt(point.tangents, point.inputs);
  if (point.outcome.thrown === undefined)
    point.inputs.forEach(({ keys }, k) => write(gradientsBar as unknown[], keys, dots[k]!));
  const { second } = point.run(what, module, point.args, (slots) => {
    const [both, gradients] = call(...slots, copy(bar), [copy(valueBar), copy(gradientsBar)]) as [Both, unknown[]];
    return [both[0], gradients];
  });
  if (point.outcome.thrown !== undefined) return;
  const gradients = second as readonly unknown[];
  const curved = curvature(point, bar);
  compare(point, `${what} is wrong`, along(point, gradients.slice(0, -1)), curved, pair(point, valueBar, point.wanted));
  point.near(
    `${what} is wrong in the cotangent`,
    numbersAt([gradients.at(-1)], point.outputs),
    point.wanted,
    point.scale.map((m) => 1e-10 * m + TOLERANCE * 1e-2 * curved.size + 1e-300),
    point.outputs,
    ['cotangent'],
  );
}

type Sum = { readonly total: number; readonly size: number };

function compare(point: Point, what: string, computed: Sum, curved: Sum, sloped: Sum): void {
  const wanted = curved.total + sloped.total;
  const steep = Math.max(1, ...point.scale);
  const allowed = TOLERANCE * (computed.size + curved.size + sloped.size + steep * steep) * point.rounding;
  if (!(Math.abs(computed.total - wanted) <= allowed))
    throw mismatch(what, `${computed.total}, but ${wanted} ± ${allowed} by the oracle`);
}

/** ⟨x̄, ẋ⟩ */
const along = (point: Point, gradients: readonly unknown[]): Sum =>
  sum(numbersAt(gradients, point.inputs), numbersAt(point.tangents, point.inputs));

/** ȳ·D²y(ẋ, ẋ) */
const curvature = (point: Point, bar: unknown): Sum =>
  pair(point, bar, numbersAt([lower(point.expected.value, 'c')], point.outputs));

const pair = (point: Point, bar: unknown, exact: readonly number[]): Sum => sum(numbersAt([bar], point.outputs), exact);

function sum(a: readonly number[], b: readonly number[]): Sum {
  let [total, size] = [0, 0];
  a.forEach((each, k) => {
    total += each * b[k]!;
    size += Math.abs(each * b[k]!);
  });
  return { total, size };
}

const cotangentOf = (point: Point): unknown =>
  point.outcome.thrown === undefined ? point.cotangent() : directionEntry(point.random);

/** Cells that are in two arrays have two places among the gradients; what each of them is worth is not decided. */
function sharesBuffers(args: readonly unknown[]): boolean {
  const buffers = args.filter(isFloatArray).map(({ buffer }) => buffer);
  return new Set(buffers).size < buffers.length;
}
