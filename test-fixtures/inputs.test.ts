/** The fixtures themselves are right: they type-check, their points run, and their stated numbers agree with finite differences. */
import { describe, expect, test } from 'vitest';
import { allowance, conclusive } from './runner/differences.js';
import { compareValue } from './runner/expectation.js';
import { isErrorFixture, listFixtures, type FixtureExports } from './runner/fixture.js';
import { copy, difference, leavesOf, numbersAt, pathText, read, show } from './runner/leaves.js';
import { loadModule } from './runner/load.js';
import { cotangentOf, differentiateAlong, runBase, sampled, type Primal, type Subject } from './runner/primal.js';
import { createProgram, diagnosticsOf, diagnosticText, userOptions } from './runner/program.js';
import { seeded, seedOf } from './runner/random.js';
import { createReport, settle, type Place } from './runner/report.js';
import { slotsOf } from './runner/run.js';
import { findTarget } from './runner/target.js';

/** The runtime as far as inputs call it when they are loaded uncompiled. */
const uncompiled = (): void => undefined;
const packages = {
  '@adc/runtime': {
    stopGradient: <T>(value: T): T => value,
    grad: uncompiled,
    valueAndGrad: uncompiled,
    jvp: uncompiled,
    vjp: uncompiled,
  },
};

describe('fixture', () => {
  test.each(listFixtures().map((fixture) => [fixture.name, fixture] as const))('%s is sound', (_, fixture) => {
    const report = createReport(fixture.name);
    const program = createProgram(fixture.files, userOptions);
    for (const diagnostic of diagnosticsOf(program, fixture.files.keys())) report.fail(diagnosticText(diagnostic));
    settle(report);
    if (isErrorFixture(fixture)) return;

    const target = findTarget(program, fixture.input);
    if (!target) throw new Error('no exported function with @differentiable');
    const exports = loadModule(fixture.files, fixture.input, packages) as unknown as FixtureExports;
    expect(exports.points.length, 'points').toBeGreaterThan(0);
    const subject: Subject = { exports, target, primal: (exports as unknown as Record<string, Primal>)[target.name]! };

    exports.points.forEach((_, index) => {
      const base = runBase(subject, index);
      const again = runBase(subject, index);
      const place = report.at(index, 'primal');
      const changed = difference([again.outcome, again.after], [base.outcome, base.after]);
      if (changed) place.differs('a second run', changed.computed, changed.wanted);
      if (difference(slotsOf(target, copy(exports.points[index]!)), base.slots))
        place.fail('the point itself was changed');
      if (base.outcome.thrown !== undefined) return;
      compareValue(exports.expected?.[index], base.outputs[0], place);
      if (!base.kink) checkPoint(subject, index, place);
    });
    settle(report);
  });
});

/** Every differentiated argument has a difference quotient worth comparing with, and the stated gradient is among them. */
function checkPoint(subject: Subject, index: number, place: Place): void {
  const { exports, target } = subject;
  const base = runBase(subject, index);
  const expectation = exports.expected?.[index];
  const names = target.parameters.map(({ name }) => name);
  const random = seeded(seedOf(`${target.name}${index}`));
  const rough = exports.tolerance?.differences;

  const stated = expectation?.gradient;
  const wanted = stated === undefined ? undefined : target.parameters.length === 1 ? [stated] : stated;
  const cotangent = [expectation?.cotangent ?? cotangentOf(base, () => 1)];
  const weights = numbersAt(cotangent, base.outputLeaves);
  for (const leaf of sampled(base.inputLeaves, 12, random)) {
    const estimates = differentiateAlong(subject, base, [{ leaf, entry: 1 }]);
    const at = `∂/∂${pathText(leaf.keys, names)}`;
    estimates.forEach((estimate, k) => {
      if (rough === undefined && !conclusive(estimate)) {
        const of = pathText(base.outputLeaves[k]!.keys, ['result']);
        place.fail(`${at} of ${of}: differences say only ${show(estimate.value)} ± ${show(estimate.error)}`);
      }
    });
    const entry = wanted === undefined ? undefined : read(wanted, leaf.keys);
    if (typeof entry !== 'number') continue;
    const sum = estimates.reduce((total, estimate, k) => total + estimate.value * weights[k]!, 0);
    const allowed = estimates.reduce((total, estimate, k) => total + allowance(estimate) * Math.abs(weights[k]!), 0);
    const loose = Math.max(rough ?? 0, expectation?.within ?? 0) * Math.max(1, Math.abs(entry));
    if (!(Math.abs(sum - entry) <= allowed + loose))
      place.differs(`${at} by differences`, sum, entry, `± ${show(allowed)}`);
  }
  for (const leaf of leavesOf(wanted ?? [])) {
    const omitted =
      base.slots[leaf.keys[0] as number] === undefined && target.parameters[leaf.keys[0] as number]!.number;
    if (
      !omitted &&
      ![...base.inputLeaves, ...base.discreteLeaves].some((known) => known.keys.join() === leaf.keys.join())
    ) {
      place.fail(`the stated gradient has ${pathText(leaf.keys, names)}, which the arguments have not`);
    }
  }
  if (expectation?.tangent !== undefined) {
    const direction = base.inputLeaves.map((leaf) => ({
      leaf,
      entry: read(expectation.direction, leaf.keys) as number,
    }));
    const estimates = differentiateAlong(subject, base, direction);
    numbersAt([expectation.tangent], base.outputLeaves).forEach((entry, k) => {
      const { value } = estimates[k]!;
      if (!(Math.abs(value - entry) <= allowance(estimates[k]!)))
        place.differs('stated tangent by differences', value, entry);
    });
  }
}
