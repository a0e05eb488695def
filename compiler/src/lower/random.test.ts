/** Random programs: the IR computes what the source computes. */

import { describeSame, type Case } from './lowering.test-support.js';
import { randomSource } from './random-source.test-support.js';

const count = Number(process.env['ADC_RANDOM'] ?? 60);
const first = Number(process.env['ADC_SEED'] ?? 1);

const cases: Record<string, Case> = {};
for (let seed = first; seed < first + count; seed++)
  cases[`seed ${seed}`] = [randomSource(seed), [0.5, 1, [1, 2, 3]], [-1.5, 2, [0.25, -1, 4]], [2, 0, [3, 1, 0.5]]];

// The checker sees through some of their comparisons, which is no matter here.
describeSame('random programs', cases, { typed: false });
