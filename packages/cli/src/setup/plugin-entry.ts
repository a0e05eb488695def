/** The entry of a tsconfig that makes ts-patch call adc. */
import { suggestion } from '@adc/compiler';
import { isRecord } from './packages.js';

export const transformer = '@adc/transformer';

/** As it must be; further keys are options of adc. */
export const pluginEntry = { transform: transformer, transformProgram: true };

export type PluginEntry = {
  /** Its place in the list. */
  readonly index: number;
  readonly transform: string;
  readonly fault: 'misspelt' | 'not a program transformer' | undefined;
};

/**
 * The entry that is adc's, or is meant to be.
 *
 * @param plugins `compilerOptions.plugins`, as TypeScript gives it.
 */
export function findEntry(plugins: unknown): PluginEntry | undefined {
  const entries = (Array.isArray(plugins) ? plugins : []).flatMap((entry: unknown, index): readonly PluginEntry[] => {
    if (!isRecord(entry)) return [];
    const transform = entry['transform'] ?? entry['name'];
    if (typeof transform !== 'string') return [];
    if (isRight(transform) && entry['transform'] !== undefined)
      return [
        { index, transform, fault: entry['transformProgram'] === true ? undefined : 'not a program transformer' },
      ];
    return isMeant(transform) ? [{ index, transform, fault: 'misspelt' }] : [];
  });
  return entries.find(({ fault }) => fault === undefined) ?? entries[0];
}

/** A path to the package is as good as its name. */
function isRight(transform: string): boolean {
  return (
    transform === transformer ||
    transform.replaceAll('\\', '/').includes(`${transformer}/`) ||
    /^[./].*transformer/.test(transform)
  );
}

function isMeant(transform: string): boolean {
  const name = transform.toLowerCase();
  return isRight(transform) || /\badc\b/.test(name) || suggestion(name, [transformer]) !== '';
}
