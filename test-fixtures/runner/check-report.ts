/** Checks that `checkGradient`, as a user calls it, finds nothing wrong with derivatives that are right. */
import { checkGradient } from '@adc/runtime';
import { copy } from './leaves.js';
import type { Base, Subject } from './primal.js';
import type { Report } from './report.js';
import { observe, spreadSlots } from './run.js';

export function checkReport(subject: Subject, base: Base, report: Report): void {
  const { exports, target, primal } = subject;
  const [draws, readsOfClock] = base.outcome.effects as readonly [number, number];
  if (base.kink || base.outputLeaves.length === 0 || draws + readsOfClock > 0 || exports.keepsState) return;
  const args = spreadSlots(target, copy(base.slots));
  const { out } = exports.options ?? {};
  const options = { entries: 20, ...(out === undefined ? {} : { out: out as never }) };
  const { value: found, thrown } = observe(exports, () => checkGradient(primal, options)(...args));
  const place = report.at(base.index, 'checkGradient');
  if (thrown !== undefined) place.fail(`threw ${thrown}`);
  else if (!found!.ok) place.fail(String(found));
}
