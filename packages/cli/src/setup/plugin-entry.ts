/** The entry of a tsconfig that makes ts-patch call adc. */
import { suggestion } from '@adc/compiler';
import { isRecord } from './packages.js';

export const transformer = '@adc/transformer';

export type PluginEntry = {
  /** Its place in the list. */
  readonly index: number;
  /** What it names. */
  readonly name: string;
  readonly fault: 'misspelt' | 'without transform' | 'without transformProgram' | undefined;
};

/**
 * The entry that is adc's, or is meant to be.
 *
 * @param plugins `compilerOptions.plugins`, as TypeScript gives it.
 * @param isInstalled whether there is a package of that name: then it is meant.
 */
export function findEntry(plugins: unknown, isInstalled: (name: string) => boolean): PluginEntry | undefined {
  const entries = (Array.isArray(plugins) ? plugins : []).flatMap((entry: unknown, index): readonly PluginEntry[] => {
    if (!isRecord(entry)) return [];
    const { transform, name } = entry;
    if (typeof transform === 'string') {
      if (isOurs(transform))
        return [
          {
            index,
            name: transform,
            fault: entry['transformProgram'] === true ? undefined : 'without transformProgram',
          },
        ];
      return isMeant(transform) && !isInstalled(transform) ? [{ index, name: transform, fault: 'misspelt' }] : [];
    }
    return typeof name === 'string' && isOurs(name) ? [{ index, name, fault: 'without transform' }] : [];
  });
  return entries.find(({ fault }) => fault === undefined) ?? entries[0];
}

/** A path to the package is as good as its name. */
function isOurs(transform: string): boolean {
  return `/${transform.replaceAll('\\', '/')}/`.includes(`/${transformer}/`);
}

function isMeant(transform: string): boolean {
  const name = transform.toLowerCase();
  return !/^[./]/.test(name) && (/\badc\b/.test(name) || suggestion(name, [transformer]) !== '');
}
