/** The options of adc itself, as every host reads them: the same names in a tsconfig's `"adc"`, a plugin entry and on the command line. */
import { distance } from 'fastest-levenshtein';
import type { CompileOptions } from './compile-result.js';

const known = {
  registration: [true, false, 'needed'],
  optimise: [true, false],
  debug: [true, false],
  fallback: 'not built yet',
  singular: 'not built yet',
  tapeBudget: 'not built yet',
} as const;

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
    const values = (known as Readonly<Record<string, readonly unknown[] | string>>)[name];
    if (values === undefined) {
      throw new OptionsError(`Unknown option "${name}" in ${where}${suggestion(name, Object.keys(known))}.`);
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

/** ` (did you mean "…"?)`, when one of the candidates is close to the word. */
export function suggestion(word: string, candidates: Iterable<string>): string {
  const [closest] = [...candidates]
    .map((candidate) => ({ candidate, edits: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ edits }) => edits <= Math.max(1, word.length / 3))
    .sort((a, b) => a.edits - b.edits);
  return closest === undefined ? '' : ` (did you mean "${closest.candidate}"?)`;
}
