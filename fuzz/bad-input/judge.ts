/** Whether what was made of a program may stand: it was refused properly, or its companions compute what it computes, in both modes alike. */
import * as runtime from '@adc/runtime';
import { checkValues } from '../../test-fixtures/runner/check-values.js';
import { companionsOf } from '../../test-fixtures/runner/companions.js';
import type { FixtureExports } from '../../test-fixtures/runner/fixture.js';
import { copy, leavesOf, numbersAt } from '../../test-fixtures/runner/leaves.js';
import { loadModule } from '../../test-fixtures/runner/load.js';
import { cotangentOf, randomTangents, runBase, type Primal, type Subject } from '../../test-fixtures/runner/primal.js';
import { diagnosticsOf } from '../../test-fixtures/runner/program.js';
import { directionEntry, seeded } from '../../test-fixtures/runner/random.js';
import { createReport } from '../../test-fixtures/runner/report.js';
import { observe } from '../../test-fixtures/runner/run.js';
import { findTarget } from '../../test-fixtures/runner/target.js';
import { examine, type Files } from './examine.js';

export type Verdict = {
  readonly outcome: 'crashed' | 'refused' | 'ill-typed' | 'compiled' | 'checked';
  readonly faults: readonly string[];
};

/** @param running called when the program is about to be run, which may take for ever through no fault of the compiler */
export function judge(files: Files, input: string, running: () => void): Verdict {
  const examined = examine(files);
  const { faults, texts, program, result } = examined;
  if (result === undefined) return { outcome: 'crashed', faults };
  if (texts === undefined) return { outcome: 'refused', faults };
  if (faults.length > 0) return { outcome: 'compiled', faults };
  if (
    diagnosticsOf(
      program,
      [...files.keys()].filter((name) => program.getSourceFile(name)),
    ).length > 0
  )
    return { outcome: 'ill-typed', faults };
  const target = findTarget(program, input);
  // What comes as `this` has no place among the points.
  if (target?.parameters.some(({ name }) => name === 'this')) return { outcome: 'compiled', faults };
  if (target === undefined || !result.functions.some(({ name }) => name === target.name))
    return { outcome: 'compiled', faults };
  running();
  const load = (sources: Files): Record<string, unknown> | undefined => {
    try {
      return loadModule(sources, input, { '@adc/runtime': runtime });
    } catch {
      return undefined;
    }
  };
  // A module that cannot be loaded even without companions says nothing.
  if (load(files) === undefined) return { outcome: 'compiled', faults };
  const exports = load(texts);
  if (exports === undefined) return { outcome: 'compiled', faults: ['the module with companions cannot be loaded'] };
  const primal = exports[target.name] as Primal | undefined;
  if (typeof primal !== 'function' || !Array.isArray(exports['points'])) return { outcome: 'compiled', faults };
  return {
    outcome: 'checked',
    faults: derivativeFaults({ exports: exports as unknown as FixtureExports, target, primal }),
  };
}

function derivativeFaults(subject: Subject): readonly string[] {
  const report = createReport('mutant');
  const companions = companionsOf(subject);
  subject.exports.points.slice(0, 3).forEach((_, index) => {
    const random = seeded(index + 1);
    let base;
    try {
      base = runBase(subject, index);
    } catch {
      return; // points that the mutated function was not made for
    }
    if (base.outcome.thrown !== undefined) return;
    checkValues(subject, companions, base, random, report);
    const { tangent, adjoint } = companions;
    if (tangent === undefined || adjoint === undefined || base.outputLeaves.length === 0) return;
    const dots = randomTangents(subject, base, random);
    const bar = cotangentOf(base, () => directionEntry(random));
    // Both draw the same random numbers.
    const along = observe(subject.exports, () => tangent(copy(base.slots) as unknown[], copy(dots) as unknown[]));
    const back = observe(subject.exports, () => adjoint(copy(base.slots) as unknown[], copy(bar)));
    const thrown = along.thrown ?? back.thrown;
    if (thrown !== undefined) return report.fail(`a companion throws ${thrown} at point ${index}`);
    const [change, gradients] = [along.value![1], back.value![1]];
    const product = (one: readonly unknown[], other: readonly unknown[]): { sum: number; size: number } => {
      // What is one cell, in however many places, counts once.
      const leaves = leavesOf(other);
      const weights = numbersAt(other, leaves);
      let [sum, size] = [0, 0];
      numbersAt(one, leaves).forEach((each, k) => {
        sum += each * weights[k]!;
        size += Math.abs(each * weights[k]!);
      });
      return { sum, size };
    };
    const inner = product(gradients, dots);
    const outer = product([change], [bar]);
    const off = Math.abs(inner.sum - outer.sum);
    const size = inner.size + outer.size;
    if (Number.isFinite(size) && size < 1e100 && off > 1e-7 * size + 1e-12)
      report.fail(`⟨x̄, ẋ⟩ = ${inner.sum}, but ⟨ȳ, ẏ⟩ = ${outer.sum} at point ${index}`);
  });
  return report.failures;
}
