/** Compares the derivatives of two compilations, or of two ways into one. */
import { gradientsOf, tangentOf } from './check-derivatives.js';
import type { Companions } from './companions.js';
import type { FixtureExports } from './fixture.js';
import { numbersAt, pathText } from './leaves.js';
import { cotangentOf, randomTangents, type Base, type Subject } from './primal.js';
import { directionEntry, type Random } from './random.js';
import type { Report } from './report.js';

export type Variant = {
  readonly name: string;
  readonly subject: Subject;
  readonly companions: Companions;
  /** Whether its derivatives have the very bits of the reference's. */
  readonly exact: boolean;
};

export function checkVariant(reference: Variant, variant: Variant, base: Base, random: Random, report: Report): void {
  const names = reference.subject.target.parameters.map(({ name }) => name);
  const compare = (
    entry: string,
    wanted: readonly number[],
    computed: readonly number[],
    where: (k: number) => string,
  ): void => {
    wanted.forEach((value, k) => {
      const fine = variant.exact
        ? Object.is(computed[k], value) || computed[k] === value
        : closeTo(computed[k]!, value, wanted, reference.subject.exports);
      if (!fine)
        report.at(base.index, `${entry}, ${variant.name}`).differs(where(k), computed[k], value, reference.name);
    });
  };
  if (reference.companions.tangent && variant.companions.tangent) {
    const tangents = randomTangents(reference.subject, base, random);
    const of = ({ subject, companions }: Variant): readonly number[] =>
      numbersAt([tangentOf(subject, companions, base, tangents)], base.outputLeaves);
    compare('tangent', of(reference), of(variant), (k) => pathText(base.outputLeaves[k]!.keys, ['tangent']));
  }
  if (reference.companions.adjoint && variant.companions.adjoint) {
    const cotangent = cotangentOf(base, () => directionEntry(random));
    const inputs = [...base.inputLeaves, ...base.discreteLeaves];
    const of = ({ subject, companions }: Variant): readonly number[] =>
      numbersAt(gradientsOf(subject, companions, base, cotangent), inputs);
    compare('adjoint', of(reference), of(variant), (k) => `∂/∂${pathText(inputs[k]!.keys, names)}`);
  }
}

/** Equal up to the rounding of sums in another order, judged by the largest of the numbers beside it. */
export function closeTo(computed: number, wanted: number, beside: readonly number[], exports: FixtureExports): boolean {
  if (computed === wanted || (Number.isNaN(computed) && Number.isNaN(wanted))) return true;
  const scale = beside.reduce(
    (largest, value) => (Number.isFinite(value) ? Math.max(largest, Math.abs(value)) : largest),
    0,
  );
  return Math.abs(computed - wanted) <= (exports.tolerance?.product ?? 1e-12) * scale;
}
