/** Settings of the runtime as a whole. */

import { AdcError } from './error.js';
import type { LoopGrowth } from './growth-report.js';

/** A number of bytes, or one with a unit: `'64MB'` (kB, MB, GB: powers of 1024). */
export type Bytes = number | `${number}${'B' | 'kB' | 'KB' | 'MB' | 'GB'}`;

export type Settings = {
  /**
   * How much the recordings and states of one loop with the pragma `@checkpoint` may take, about; at the start what the option
   * `tapeBudget` of the compiler says, or 64 MB. Within it every turn records; beyond, as few turns as possible are made again. A loop may need more: one state and what one turn records.
   */
  readonly tapeBudget?: Bytes;
  /**
   * Called each time that a loop has been reversed of which companions were compiled with `adjointGrowth`; a loop within a loop is reversed in
   * each turn of the outer one. At the start `'warn'`: a warning on the console, once for each loop, where an adjoint explodes, vanishes or
   * is not finite.
   */
  readonly onAdjointGrowth?: 'warn' | ((report: LoopGrowth) => void);
  /** By what factor an adjoint has to grow to explode, and to shrink to vanish, on its way through a loop; at the start 1e8. */
  readonly growthLimit?: number;
};

let tapeBudget: number | undefined;
let onAdjointGrowth: NonNullable<Settings['onAdjointGrowth']> = 'warn';
let growthLimit = 1e8;

const powers: Readonly<Record<string, number>> = { B: 0, kB: 1, KB: 1, MB: 2, GB: 3 };

/**
 * Changes settings for all calls from now on. What is left out stays as it is.
 *
 * @throws {AdcError} ADC5012 for a budget that is no positive number of bytes, or a limit that is not above 1.
 */
export function configure(settings: Settings): void {
  const budget = settings.tapeBudget === undefined ? tapeBudget : bytesIn(settings.tapeBudget);
  const limit = settings.growthLimit ?? growthLimit;
  if (!(limit > 1)) {
    throw new AdcError('ADC5012', `A growth limit of ${String(limit)} is none.`, 'Take a number above 1, such as 1e6.');
  }
  tapeBudget = budget;
  growthLimit = limit;
  onAdjointGrowth = settings.onAdjointGrowth ?? onAdjointGrowth;
}

/**
 * Runs something under another budget.
 *
 * @returns what it returns. Pullbacks keep the plan that they were made with.
 * @throws {AdcError} ADC5012 for a budget that is no positive number of bytes.
 */
export function withTapeBudget<T>(size: Bytes, run: () => T): T {
  const before = tapeBudget;
  tapeBudget = bytesIn(size);
  try {
    return run();
  } finally {
    tapeBudget = before;
  }
}

/**
 * The budget of now, in bytes.
 *
 * @param otherwise where none has been set.
 */
export const budgetOfNow = (otherwise = 64 * 2 ** 20): number => tapeBudget ?? otherwise;

/** What is to become of reports of adjoints' growth now. */
export const onGrowthOfNow = (): NonNullable<Settings['onAdjointGrowth']> => onAdjointGrowth;

export const growthLimitOfNow = (): number => growthLimit;

/**
 * A size as a number of bytes.
 *
 * @throws {AdcError} ADC5012 for what is none.
 */
function bytesIn(size: Bytes): number {
  const [, digits, unit = 'B'] = /^\s*([\d.]+)\s*([kKMG]?B)?\s*$/.exec(String(size)) ?? [];
  const bytes = Number(digits) * 1024 ** (powers[unit] ?? 0);
  if (bytes > 0) return bytes;
  throw new AdcError('ADC5012', `A tape budget of ${String(size)} is no size.`, "Write it as '64MB' or as bytes.");
}
