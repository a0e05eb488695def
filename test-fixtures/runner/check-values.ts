/** Checks that every companion computes the primal's value and has the primal's effects, once and in order. */
import type { Companions } from './companions.js';
import { copy, difference, pathText } from './leaves.js';
import { cotangentOf, outputOf, randomTangents, type Base, type Subject } from './primal.js';
import type { Random } from './random.js';
import type { Report } from './report.js';
import { observe } from './run.js';

export function checkValues(
  subject: Subject,
  companions: Companions,
  base: Base,
  random: Random,
  report: Report,
): void {
  const { tangent, adjoint, pullback } = companions;
  const tangents = base.outcome.thrown === undefined ? randomTangents(subject, base, random) : base.slots;
  const cotangent = cotangentOf(base, () => 1);
  const entries: readonly [string, ((slots: unknown[]) => unknown) | undefined][] = [
    ['tangent', tangent && ((slots) => tangent(slots, tangents)[0])],
    ['adjoint', adjoint && ((slots) => adjoint(slots, cotangent)[0])],
    ['pullback', pullback && ((slots) => pullback(slots)[0])],
  ];
  const names = subject.target.parameters.map(({ name }) => name);
  for (const [entry, call] of entries) {
    if (!call) continue;
    const place = report.at(base.index, entry);
    const slots = copy(base.slots) as unknown[];
    const outcome = observe(subject.exports, () => call(slots));
    if (outcome.thrown !== base.outcome.thrown) {
      place.differs('exception', outcome.thrown, base.outcome.thrown);
      continue;
    }
    const value = outputOf(subject.exports, outcome.value, slots);
    const computed = [slots, [value], outcome.effects];
    const found = difference(computed, [base.after, base.outputs, base.outcome.effects]);
    if (!found) continue;
    const [part, ...keys] = found.keys;
    const where =
      part === 0
        ? `argument ${pathText(keys, names)} after the call`
        : part === 1
          ? pathText(keys, ['value'])
          : 'outside effects';
    place.differs(where, found.computed, found.wanted, 'bit for bit as the primal');
  }
}
