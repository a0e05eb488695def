/** The options of adc itself, as every host reads them: the same names in a tsconfig's `"adc"`, a plugin entry and on the command line. */
import { distance } from 'fastest-levenshtein';
import type { CompileOptions } from './compile-result.js';

const known = {
  registration: [true, false, 'needed'],
  optimise: [true, false],
  debug: [true, false],
  adjointGrowth: [true, false, 'arrays'],
  fallback: 'not built yet',
  singular: 'not built yet',
} as const;

/** What `tapeBudget` may be: a number of bytes, or one with a unit. */
const size = /^\s*(\d+(?:\.\d+)?)\s*([kKMG]?B)\s*$/;
const powers: Readonly<Record<string, number>> = { B: 0, kB: 1, KB: 1, MB: 2, GB: 3 };

/** An option that adc does not know, or a value that it cannot take. */
export class OptionsError extends Error {
  override readonly name = 'OptionsError';
}

/**
 * Options that a user wrote, checked.
 *
 * @param given what stands in the place of the options; undefined where nothing does.
 * @param where how a message names that place.
 * @throws {OptionsError} for a name that is not known and for a value of the wrong type.
 */
export function checkOptions(given: unknown, where: string): CompileOptions {
  if (given === undefined) return {};
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new OptionsError(`${where} must be an object, for example { "registration": false }.`);
  }
  for (const [name, value] of Object.entries(given)) {
    if (name === 'tapeBudget') {
      bytesIn(value, where);
      continue;
    }
    const values = (known as Readonly<Record<string, readonly unknown[] | string>>)[name];
    if (values === undefined) {
      throw new OptionsError(
        `Unknown option "${name}" in ${where}${suggestion(name, [...Object.keys(known), 'tapeBudget'])}.`,
      );
    }
    if (values === 'not built yet') throw new OptionsError(`The option "${name}" in ${where} is not built yet.`);
    if (!values.includes(value as never)) {
      const allowed = new Intl.ListFormat('en', { type: 'disjunction', style: 'short' }).format(
        (values as readonly unknown[]).map((each) => JSON.stringify(each)),
      );
      throw new OptionsError(`The option "${name}" in ${where} must be ${allowed}.`);
    }
  }
  return given;
}

/**
 * The option `tapeBudget` in bytes.
 *
 * @param where how a message names the place of the options.
 * @throws {OptionsError} for what is no size.
 */
export function bytesIn(given: unknown, where: string): number {
  const [, digits, unit = 'B'] = (typeof given === 'string' ? size.exec(given) : undefined) ?? [];
  const bytes = typeof given === 'number' ? given : Number(digits) * 1024 ** powers[unit]!;
  if (bytes > 0 && Number.isFinite(bytes)) return bytes;
  throw new OptionsError(`The option "tapeBudget" in ${where} must be a number of bytes, or a size such as "64MB".`);
}

/** ` (did you mean "…"?)`, when one of the candidates is close to the word. */
export function suggestion(word: string, candidates: Iterable<string>): string {
  const [closest] = [...candidates]
    .map((candidate) => ({ candidate, edits: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ edits }) => edits <= Math.max(1, word.length / 3))
    .sort((a, b) => a.edits - b.edits);
  return closest === undefined ? '' : ` (did you mean "${closest.candidate}"?)`;
}
