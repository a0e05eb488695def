/** The programs that are mutated: all fixtures, and the corpus where it is present. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFixtures } from '../../test-fixtures/runner/fixture.js';
import type { Files } from './examine.js';

export type Source = { readonly name: string; readonly files: Files; readonly input: string };

// Bundled or not, this stands in a folder of `fuzz`.
const fixtures = join(import.meta.dirname, '../../test-fixtures');
const corpus = join(fixtures, '../../shared/corpus/cases');

export function sources(): readonly Source[] {
  const cases = existsSync(corpus) ? readdirSync(corpus).sort() : [];
  return [
    ...listFixtures('', fixtures),
    ...cases.flatMap((name) => {
      const input = join(corpus, name, 'case.ts');
      return existsSync(input) ? [{ name, files: new Map([[input, readFileSync(input, 'utf8')]]), input }] : [];
    }),
  ];
}

export const withText = ({ files, input }: Source, text: string): Files => new Map([...files, [input, text]]);
