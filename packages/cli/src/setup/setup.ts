/** How a project is set up: what `adc init` changes and `adc doctor` judges. */
import { UsageError } from '@adc/project';
import path from 'node:path';
import ts from 'typescript';
import { dependenciesOf, findPackage, findUp, readManifest, type Installed, type Manifest } from './packages.js';
import { findEntry, type PluginEntry } from './plugin-entry.js';

export type Setup = {
  /** The folder of the tsconfig; without one, where the command was started. */
  readonly folder: string;
  readonly tsconfig: string | undefined;
  /** The tsconfig, or, where that only names others, those. */
  readonly configs: readonly ConfigFile[];
  readonly manifestFile: string | undefined;
  readonly manifest: Manifest;
  /** All packages that the nearest package.json and those above it name. */
  readonly named: ReadonlySet<string>;
};

export type ConfigFile = {
  readonly fileName: string;
  readonly parsed: ts.ParsedCommandLine;
  readonly entry: PluginEntry | undefined;
};

/** The ways in that a project may take. */
export type Way = 'tspc' | 'esbuild' | 'cli';

/** @throws {UsageError} when a named tsconfig does not exist. */
export function readSetup(cwd: string, tsconfig: string | undefined): Setup {
  const configFile = tsconfig === undefined ? findUp(['tsconfig.json'], cwd) : namedConfig(cwd, tsconfig);
  const folder = configFile === undefined ? cwd : path.dirname(configFile);
  const manifestFile = findUp(['package.json'], folder);
  const named = new Set<string>();
  for (let file = manifestFile; file !== undefined; file = findUp(['package.json'], path.dirname(path.dirname(file)))) {
    for (const name of Object.keys(dependenciesOf(readManifest(file) ?? nothing))) named.add(name);
    if (path.dirname(file) === path.dirname(path.dirname(file))) break;
  }
  return {
    folder,
    tsconfig: configFile,
    configs: configFile === undefined ? [] : readConfigs(configFile, new Set()),
    manifestFile,
    manifest: (manifestFile === undefined ? undefined : readManifest(manifestFile)) ?? nothing,
    named,
  };
}

/** Which ways in the project takes by now. */
export function waysTaken({ configs, manifest, named }: Setup): ReadonlySet<Way> {
  const ways = new Set<Way>();
  if (configs.some(({ entry }) => entry !== undefined)) ways.add('tspc');
  if (named.has('@adc/esbuild')) ways.add('esbuild');
  if (Object.values(manifest.scripts).some((script) => /\badc (?:build|check)\b/.test(script))) ways.add('cli');
  return ways;
}

export function isInstalled(setup: Setup, name: string): boolean {
  return installed(setup, name) !== undefined;
}

export function installed({ folder }: Setup, name: string): Installed | undefined {
  return findPackage(name, folder);
}

/** TypeScript 7 has no interface for transformers. */
export function majorOf(version: string): number {
  return Number.parseInt(version, 10);
}

const nothing: Manifest = { scripts: {}, needs: {}, optional: {}, development: {} };

function namedConfig(cwd: string, tsconfig: string): string {
  const named = path.resolve(cwd, tsconfig);
  const fileName = ts.sys.directoryExists(named) ? path.join(named, 'tsconfig.json') : named;
  if (!ts.sys.fileExists(fileName)) throw new UsageError(`Cannot find the tsconfig ${tsconfig}.`);
  return fileName;
}

function readConfigs(fileName: string, seen: Set<string>): readonly ConfigFile[] {
  if (seen.has(fileName)) return [];
  seen.add(fileName);
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined };
  const parsed = ts.getParsedCommandLineOfConfigFile(fileName, {}, host);
  if (parsed === undefined) return [];
  const references = parsed.projectReferences ?? [];
  const others = references.map((reference) => ts.resolveProjectReferencePath(reference));
  if (parsed.fileNames.length === 0 && others.length > 0)
    return others.filter((other) => ts.sys.fileExists(other)).flatMap((other) => readConfigs(other, seen));
  const isThere = (name: string): boolean => findPackage(name, path.dirname(fileName)) !== undefined;
  return [{ fileName, parsed, entry: findEntry(parsed.options['plugins'], isThere) }];
}
