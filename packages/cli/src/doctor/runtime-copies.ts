/** Which runtime does each package of a project find? */
import path from 'node:path';
import { dependenciesOf, findPackage, installCommand, type Installed } from '../setup/packages.js';
import { installed, type Setup } from '../setup/setup.js';
import type { Finding } from './finding.js';

const runtime = '@adc/runtime';

/** @param isNeeded something here is differentiated. */
export function judgeRuntime(setup: Setup, isNeeded: boolean, shown: (file: string) => string): readonly Finding[] {
  const copies = findCopies(setup);
  if (isNeeded && installed(setup, runtime) === undefined && !setup.named.has(runtime))
    return [
      {
        cause: `${runtime} is not installed: what adc generates, and grad, need it at run time.`,
        remedy: `${installCommand(setup.folder, [runtime], false)}.`,
      },
    ];
  if (copies.size < 2) return [];
  const lines = Array.from(
    copies.values(),
    ({ copy, users }) => `${copy.version} in ${shown(copy.folder)} (for ${users.join(', ')})`,
  );
  return [
    {
      cause: `There are ${copies.size} copies of ${runtime}: ${lines.join('; ')}.`,
      remedy: `Let all ask for one version, and install anew (npm dedupe, pnpm dedupe); a library should name ${runtime} among its "peerDependencies".`,
    },
  ];
}

type Copy = { readonly copy: Installed; readonly users: readonly string[] };

/** By folder. Follows what packages need, from the project on, as Node would find it from each. */
function findCopies(setup: Setup): ReadonlyMap<string, Copy> {
  const copies = new Map<string, Copy>();
  const seen = new Set<string>();
  const visit = (name: string, folder: string, needs: readonly string[]): void => {
    if (seen.has(folder)) return;
    seen.add(folder);
    const found = needs.flatMap((need) => findPackage(need, folder) ?? []);
    const copy = found.find((each) => each.name === runtime);
    if (copy !== undefined) {
      const users = copies.get(copy.folder)?.users ?? [];
      copies.set(copy.folder, { copy, users: [...users, name] });
    }
    for (const { name: other, folder: place, manifest } of found)
      visit(other, place, [...Object.keys(manifest.needs), ...Object.keys(manifest.optional)]);
  };
  const root = setup.manifestFile === undefined ? setup.folder : path.dirname(setup.manifestFile);
  // The project may rely on what a workspace's root names.
  visit(setup.manifest.name ?? 'this project', root, [
    ...new Set([...Object.keys(dependenciesOf(setup.manifest)), ...setup.named]),
  ]);
  return copies;
}
