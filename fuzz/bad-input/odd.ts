/** Compiles the programs of the tables and compares their derivatives with differences. */
import * as runtime from '@adc/runtime';
import { checkDerivatives } from '../../test-fixtures/runner/check-derivatives.js';
import { checkPullback } from '../../test-fixtures/runner/check-pullback.js';
import { checkValues } from '../../test-fixtures/runner/check-values.js';
import { throughRuntime } from '../../test-fixtures/runner/companions.js';
import type { FixtureExports } from '../../test-fixtures/runner/fixture.js';
import { loadModule } from '../../test-fixtures/runner/load.js';
import { runBase, type Primal } from '../../test-fixtures/runner/primal.js';
import { seeded } from '../../test-fixtures/runner/random.js';
import { createReport } from '../../test-fixtures/runner/report.js';
import { findTarget } from '../../test-fixtures/runner/target.js';
import type { Examined } from './examine.js';

/** What is wrong with the derivatives of the function `f` of a compiled program, at the points that it exports or at the given ones. */
export function derivativeFaults({ texts, program }: Examined, input: string, points?: unknown): readonly string[] {
  const target = findTarget(program, input);
  if (texts === undefined || target === undefined) return ['there is nothing to check'];
  const loaded = loadModule(texts, input, { '@adc/runtime': runtime });
  const exports = { ...loaded, ...(points !== undefined && { points }) } as unknown as FixtureExports;
  const subject = { exports, target, primal: loaded[target.name] as Primal };
  // Through the registry: names of companions may be taken by the program.
  const report = createReport(target.name);
  const companions = throughRuntime(subject);
  exports.points.forEach((_, index) => {
    const base = runBase(subject, index);
    if (base.outcome.thrown !== undefined) report.fail(`throws ${base.outcome.thrown}`);
    checkValues(subject, companions, base, seeded(index + 1), report);
    checkDerivatives(subject, companions, base, seeded(index + 2), report);
    checkPullback(subject, companions, base, seeded(index + 3), report);
  });
  return report.failures;
}
