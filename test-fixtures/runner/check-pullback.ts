/** Checks that a pullback may be called again, beside others, and leaves no trace. */
import { gradientsOf } from './check-derivatives.js';
import type { Companions } from './companions.js';
import { copy, difference, numbersAt, pathText } from './leaves.js';
import { cotangentOf, type Base, type Subject } from './primal.js';
import { directionEntry, type Random } from './random.js';
import type { Report } from './report.js';
import { observe } from './run.js';
import { closeTo } from './check-variants.js';

export function checkPullback(
  subject: Subject,
  companions: Companions,
  base: Base,
  random: Random,
  report: Report,
): void {
  const { pullback } = companions;
  if (!pullback) return;
  const place = report.at(base.index, 'pullback');
  const names = subject.target.parameters.map(({ name }) => name);
  const [first, second] = [0, 1].map(() => cotangentOf(base, () => directionEntry(random)));
  const slots = copy(base.slots);
  const open = (of: readonly unknown[]): ((cotangent: unknown) => readonly unknown[]) => {
    const { value, thrown } = observe(subject.exports, () => pullback(of));
    if (thrown !== undefined) throw new Error(`pullback threw: ${thrown}`);
    return value![1];
  };
  const same = (what: string, computed: unknown, wanted: unknown): void => {
    const found = difference(computed, wanted);
    if (found) place.differs(`${what}: ${pathText(found.keys, names)}`, found.computed, found.wanted);
  };

  const pull = open(slots);
  const outside = copy([first, second]);
  const other = open(copy(base.slots));
  const gradients = pull(first);
  const kept = copy(gradients);
  const otherGradients = other(second);
  same('arguments after a call of the pullback', slots, base.after);
  const secondGradients = pull(second);
  same('a gradient handed out before, after another call', gradients, kept);
  same('the same cotangent in another pullback', otherGradients, secondGradients);
  same('a second call with the same cotangent', pull(first), kept);
  same('arguments after all calls of the pullback', slots, base.after);
  same('cotangents passed in', [first, second], outside);

  const inputs = [...base.inputLeaves, ...base.discreteLeaves];
  const fused = numbersAt(gradientsOf(subject, companions, base, first), inputs);
  const own = numbersAt(kept, inputs);
  inputs.forEach(({ keys }, k) => {
    if (!closeTo(own[k]!, fused[k]!, fused, subject.exports)) {
      place.differs(`∂/∂${pathText(keys, names)}`, own[k], fused[k], 'the adjoint companion');
    }
  });
}
