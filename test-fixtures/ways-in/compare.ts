/** What is different between two ways in. */
import { mappedNames } from './names.js';

type Texts = ReadonlyMap<string, string>;

/** Files that are not the same, byte for byte, or are missing on one side. */
export function differingFiles(a: Texts, b: Texts): readonly string[] {
  const names = new Set([...a.keys(), ...b.keys()]);
  return [...names].filter((name) => !a.has(name) || a.get(name) !== b.get(name)).sort();
}

const inlineMap = /\n\/\/# sourceMappingURL=data:application\/json;base64,(.*)\n$/;

/** Without the source map behind it. */
export const bareText = (text: string): string => text.replace(inlineMap, '');

/** The inlined source map; undefined: there is none. */
export function mapOf(text: string): string | undefined {
  const encoded = inlineMap.exec(text)?.[1];
  return encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString();
}

/** Names for which the map of a TypeScript text says something else than that of its JavaScript, or one of them nothing. */
export function differingNames(
  typeScript: { readonly text: string; readonly map: string },
  javaScript: { readonly text: string; readonly map: string },
): readonly string[] {
  const [a, b] = [typeScript, javaScript].map(({ text, map }) => mappedNames(text, map)) as [
    ReturnType<typeof mappedNames>,
    ReturnType<typeof mappedNames>,
  ];
  if (a.length === 0 || a.map(({ name }) => name).join() !== b.map(({ name }) => name).join())
    return ['the names are not the same'];
  return a.flatMap(({ name, at, from }, i) =>
    from !== undefined && from === b[i]?.from ? [] : [`${name} at ${at}: from ${from}, or from ${b[i]?.from}`],
  );
}
