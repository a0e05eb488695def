/** Checks derivatives: against finite differences, against stated numbers, and forward against reverse. */
import type { Companions } from './companions.js';
import { allowance, conclusive } from './differences.js';
import { compareGradient, compareTangent } from './expectation.js';
import { copy, difference, leavesOf, misshapen, numbersAt, pathText, read, show, write } from './leaves.js';
import {
  cotangentOf,
  differentiateAlong,
  randomTangents,
  sampled,
  zeroTangents,
  type Base,
  type Subject,
} from './primal.js';
import { directionEntry, type Random } from './random.js';
import type { Report } from './report.js';
import { observe } from './run.js';

export function checkDerivatives(
  subject: Subject,
  companions: Companions,
  base: Base,
  random: Random,
  report: Report,
): void {
  checkShapes(subject, companions, base, random, report);
  checkStated(subject, companions, base, report);
  if (!base.kink) {
    checkTangentByDifferences(subject, companions, base, random, report);
    checkAdjointByDifferences(subject, companions, base, random, report);
  }
  for (let round = 0; round < 3; round++) checkTransposed(subject, companions, base, random, report);
}

/** Runs a derivative under the same conditions as the primal. */
const under = <T>(subject: Subject, call: () => T): T => {
  const { value, thrown } = observe(subject.exports, call);
  if (thrown !== undefined) throw new Error(`threw: ${thrown}`);
  return value as T;
};

export const tangentOf = (
  subject: Subject,
  { tangent }: Companions,
  base: Base,
  tangents: readonly unknown[],
): unknown => under(subject, () => tangent!(copy(base.slots), tangents)[1]);
export const gradientsOf = (
  subject: Subject,
  { adjoint }: Companions,
  base: Base,
  cotangent: unknown,
): readonly unknown[] => under(subject, () => adjoint!(copy(base.slots), cotangent)[1]);

/** Tangents and gradients have the shapes of what they belong to, and what was passed in is as it was. */
function checkShapes(subject: Subject, companions: Companions, base: Base, random: Random, report: Report): void {
  const names = subject.target.parameters.map(({ name }) => name);
  if (companions.tangent) {
    const place = report.at(base.index, 'tangent');
    const tangents = randomTangents(subject, base, random);
    const kept = copy(tangents);
    const wrong = misshapen([tangentOf(subject, companions, base, tangents)], base.outputs);
    if (wrong) place.fail(`${pathText(wrong.keys, ['tangent'])} ${wrong.what}`);
    const changed = difference(tangents, kept);
    if (changed)
      place.differs(`tangent passed in for ${pathText(changed.keys, names)}`, changed.computed, changed.wanted);
  }
  if (companions.adjoint) {
    const place = report.at(base.index, 'adjoint');
    const cotangent = cotangentOf(base, () => directionEntry(random));
    const kept = copy(cotangent);
    const gradients = gradientsOf(subject, companions, base, cotangent);
    const { wrt } = subject.target;
    const compiled = (all: readonly unknown[]): unknown[] => all.filter((_, i) => wrt?.includes(i) ?? true);
    const wrong = misshapen(compiled(gradients), compiled(zeroTangents(subject, base)));
    if (wrong) place.fail(`gradient of ${pathText(wrong.keys, names)} ${wrong.what}`);
    const changed = difference([cotangent], [kept]);
    if (changed) place.differs('cotangent passed in', changed.computed, changed.wanted);
    base.discreteLeaves.forEach(({ keys }, k) => {
      const entry = numbersAt(gradients, base.discreteLeaves)[k];
      if (entry !== 0) place.differs(`∂/∂${pathText(keys, names)}`, entry, 0, 'it only steers');
    });
  }
}

function checkStated(subject: Subject, companions: Companions, base: Base, report: Report): void {
  const expectation = subject.exports.expected?.[base.index];
  if (companions.adjoint && expectation?.gradient !== undefined) {
    const cotangent = expectation.cotangent ?? cotangentOf(base, () => 1);
    const gradients = gradientsOf(subject, companions, base, copy(cotangent));
    compareGradient(expectation, gradients, subject.target, report.at(base.index, 'adjoint'));
  }
  if (companions.tangent && expectation?.tangent !== undefined) {
    const tangent = tangentOf(subject, companions, base, copy(expectation.direction!));
    compareTangent(expectation, tangent, report.at(base.index, 'tangent'));
  }
  if (companions.tangent && expectation?.gradient !== undefined && expectation.cotangent === undefined) {
    checkStatedByTangent(subject, companions, base, report);
  }
}

/**
 * A stated gradient of a single number, entry by entry in forward mode. An entry that is NaN would spoil the others there, as
 * its product with a zero tangent is NaN too.
 */
function checkStatedByTangent(subject: Subject, companions: Companions, base: Base, report: Report): void {
  const { target, exports } = subject;
  const stated = exports.expected![base.index]!;
  const spoilt = leavesOf(stated.gradient).some(({ keys }) => Number.isNaN(read(stated.gradient, keys)));
  if (typeof base.outputs[0] !== 'number' || spoilt) return;
  const entries = zeroTangents(subject, base);
  for (const leaf of base.inputLeaves.slice(0, 24)) {
    const tangents = zeroTangents(subject, base);
    write(tangents, leaf.keys, 1);
    write(entries, leaf.keys, tangentOf(subject, companions, base, tangents) as number);
  }
  const first = base.inputLeaves.slice(0, 24);
  if (first.length === base.inputLeaves.length) {
    compareGradient(stated, entries, target, report.at(base.index, 'tangent'));
  }
}

function checkTangentByDifferences(
  subject: Subject,
  companions: Companions,
  base: Base,
  random: Random,
  report: Report,
): void {
  if (!companions.tangent) return;
  const place = report.at(base.index, 'tangent');
  for (let round = 0; round < 2; round++) {
    const tangents = randomTangents(subject, base, random);
    const entries = numbersAt(tangents, base.inputLeaves);
    const computed = numbersAt([tangentOf(subject, companions, base, tangents)], base.outputLeaves);
    const direction = base.inputLeaves.map((leaf, k) => ({ leaf, entry: entries[k]! }));
    const estimates = differentiateAlong(subject, base, direction);
    estimates.forEach((estimate, k) => {
      const rough = subject.exports.tolerance?.differences;
      const where = `along a random direction, ${pathText(base.outputLeaves[k]!.keys, ['result'])}`;
      if (rough === undefined && !conclusive(estimate)) {
        place.fail(
          `${where}: differences say only ${show(estimate.value)} ± ${show(estimate.error)}; computed ${show(computed[k])}`,
        );
        return;
      }
      const allowed = allowance(estimate) + (rough ?? 0) * Math.max(1, Math.abs(estimate.value));
      if (!(Math.abs(computed[k]! - estimate.value) <= allowed)) {
        place.differs(where, computed[k], estimate.value, `finite differences ± ${show(allowed)}`);
      }
    });
  }
}

function checkAdjointByDifferences(
  subject: Subject,
  companions: Companions,
  base: Base,
  random: Random,
  report: Report,
): void {
  if (!companions.adjoint) return;
  const place = report.at(base.index, 'adjoint');
  const names = subject.target.parameters.map(({ name }) => name);
  const cotangent = cotangentOf(base, () => directionEntry(random));
  const weights = numbersAt([cotangent], base.outputLeaves);
  const gradients = gradientsOf(subject, companions, base, cotangent);
  for (const leaf of sampled(base.inputLeaves, 10, random)) {
    const estimates = differentiateAlong(subject, base, [{ leaf, entry: 1 }]);
    const wanted = estimates.reduce((total, { value }, k) => total + value * weights[k]!, 0);
    const error = estimates.reduce((total, estimate, k) => total + allowance(estimate) * Math.abs(weights[k]!), 0);
    const allowed = error + (subject.exports.tolerance?.differences ?? 0) * Math.max(1, Math.abs(wanted));
    const [computed] = numbersAt(gradients, [leaf]);
    if (!(Math.abs(computed! - wanted) <= allowed)) {
      place.differs(`∂/∂${pathText(leaf.keys, names)}`, computed, wanted, `finite differences ± ${show(allowed)}`);
    }
  }
}

/** ⟨ȳ, ẏ⟩ = ⟨x̄, ẋ⟩: the adjoint is the transpose of the tangent. */
function checkTransposed(subject: Subject, companions: Companions, base: Base, random: Random, report: Report): void {
  if (!companions.tangent || !companions.adjoint) return;
  const tangents = randomTangents(subject, base, random);
  const cotangent = cotangentOf(base, () => directionEntry(random));
  const inputs = [...base.inputLeaves, ...base.discreteLeaves];
  const outer = products(
    numbersAt([cotangent], base.outputLeaves),
    numbersAt([tangentOf(subject, companions, base, tangents)], base.outputLeaves),
  );
  const inner = products(
    numbersAt(gradientsOf(subject, companions, base, cotangent), inputs),
    numbersAt(tangents, inputs),
  );
  const unbounded = [outer.total, inner.total].some((total) => !Number.isFinite(total));
  if (unbounded && base.kink) return;
  const tolerance = (subject.exports.tolerance?.product ?? 1e-12) * (outer.absolute + inner.absolute);
  if (!(Math.abs(outer.total - inner.total) <= tolerance)) {
    report.at(base.index, 'adjoint').differs('⟨x̄, ẋ⟩', inner.total, outer.total, '⟨ȳ, ẏ⟩ of the tangent');
  }
}

function products(a: readonly number[], b: readonly number[]): { readonly total: number; readonly absolute: number } {
  let [total, absolute] = [0, 0];
  a.forEach((entry, k) => {
    total += entry * b[k]!;
    absolute += Math.abs(entry * b[k]!);
  });
  return { total, absolute };
}
