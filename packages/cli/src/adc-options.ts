/** The options of adc itself: `"adc": { … }` of the tsconfig, then flags; the same names in both. */
import type { CompileOptions } from '@adc/compiler';
import { suggestion, UsageError } from './usage-error.js';

const known = {
  registration: 'boolean',
  optimise: 'boolean',
  fallback: 'not built yet',
  singular: 'not built yet',
  tapeBudget: 'not built yet',
} as const;

/** @param where how a message names the place that the options were read from. */
export function checkAdcOptions(given: unknown, where: string): CompileOptions {
  if (given === undefined) return {};
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new UsageError(`${where} must be an object, for example { "registration": false }.`);
  }
  for (const [name, value] of Object.entries(given)) {
    const kind = (known as Readonly<Record<string, string>>)[name];
    if (kind === undefined) {
      throw new UsageError(`Unknown option "${name}" in ${where}${suggestion(name, Object.keys(known))}.`);
    }
    if (kind === 'not built yet') throw new UsageError(`The option "${name}" in ${where} is not built yet.`);
    if (typeof value !== kind) throw new UsageError(`The option "${name}" in ${where} must be true or false.`);
  }
  return given;
}
