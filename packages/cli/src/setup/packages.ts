/** The packages that a project asks for, and those that it finds. */
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { parse } from 'jsonc-parser';
import path from 'node:path';

export type Manifest = {
  readonly name?: string;
  readonly version?: string;
  readonly scripts: Readonly<Record<string, string>>;
  /** What the package cannot do without, by name. */
  readonly needs: Readonly<Record<string, string>>;
  readonly optional: Readonly<Record<string, string>>;
  readonly development: Readonly<Record<string, string>>;
};

/** A package in some `node_modules`. */
export type Installed = {
  readonly name: string;
  /** Where it really lies, links followed. */
  readonly folder: string;
  readonly version: string;
  readonly manifest: Manifest;
};

/** Undefined when there is no such file, or no object in it. */
export function readManifest(fileName: string): Manifest | undefined {
  const text = readIfThere(fileName);
  if (text === undefined) return undefined;
  const raw: unknown = parse(text);
  if (!isRecord(raw)) return undefined;
  return {
    ...(typeof raw['name'] === 'string' && { name: raw['name'] }),
    ...(typeof raw['version'] === 'string' && { version: raw['version'] }),
    scripts: stringsOf(raw['scripts']),
    needs: { ...stringsOf(raw['peerDependencies']), ...stringsOf(raw['dependencies']) },
    optional: stringsOf(raw['optionalDependencies']),
    development: stringsOf(raw['devDependencies']),
  };
}

/** All that a manifest names, whether it is needed to run, to build, or only used when it is there. */
export function dependenciesOf({ needs, optional, development }: Manifest): Readonly<Record<string, string>> {
  return { ...development, ...optional, ...needs };
}

/** Looks where Node would: in the `node_modules` of the folder and of those above it. */
export function findPackage(name: string, from: string): Installed | undefined {
  for (let folder = from; ; folder = path.dirname(folder)) {
    if (path.basename(folder) !== 'node_modules') {
      const place = path.join(folder, 'node_modules', name);
      const manifest = readManifest(path.join(place, 'package.json'));
      if (manifest !== undefined)
        return { name, folder: realpathSync(place), version: manifest.version ?? 'unknown', manifest };
    }
    if (path.dirname(folder) === folder) return undefined;
  }
}

/** The nearest of such files, from a folder upwards. */
export function findUp(names: readonly string[], from: string): string | undefined {
  for (let folder = from; ; folder = path.dirname(folder)) {
    for (const name of names) {
      const file = path.join(folder, name);
      if (statSync(file, { throwIfNoEntry: false })?.isFile() === true) return file;
    }
    if (path.dirname(folder) === folder) return undefined;
  }
}

/** The command that installs packages with the package manager whose lock file lies here or above. */
export function installCommand(from: string, names: readonly string[], development: boolean): string {
  const lock = path.basename(
    findUp(['package-lock.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock', 'bun.lockb'], from) ?? '',
  );
  const manager = lock.startsWith('pnpm')
    ? 'pnpm'
    : lock.startsWith('yarn')
      ? 'yarn'
      : lock.startsWith('bun')
        ? 'bun'
        : 'npm';
  const words = manager === 'npm' ? ['npm', 'install'] : [manager, 'add'];
  return [...words, ...(development ? [manager === 'npm' ? '--save-dev' : '-D'] : []), ...names].join(' ');
}

export function readIfThere(fileName: string): string | undefined {
  try {
    return readFileSync(fileName, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return undefined;
    throw error;
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function stringsOf(value: unknown): Readonly<Record<string, string>> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
