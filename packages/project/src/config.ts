/** Finds and reads the tsconfig of a project. */
import { checkOptions, type CompileOptions } from '@adc/compiler';
import { statSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { UsageError } from './usage-error.js';

/** Where the search for a tsconfig begins, or which one it is. */
export type ConfigRequest = {
  readonly cwd: string;
  /** Files and folders that were named; none: what the tsconfig names. */
  readonly paths: readonly string[];
  /** A tsconfig, or its folder; undefined: the nearest one above the first path. */
  readonly tsconfig: string | undefined;
};

/** A tsconfig, read; or what holds where there is none. */
export type Config = {
  /** The tsconfig and those that it extends: what a watching host has to watch. */
  readonly configFiles: readonly string[];
  readonly options: ts.CompilerOptions;
  readonly fileNames: readonly string[];
  /** Folders in which a new file would belong to the project; true: those below as well. */
  readonly wildcardFolders: ReadonlyMap<string, boolean>;
  readonly watchOptions: ts.WatchOptions | undefined;
  readonly errors: readonly ts.Diagnostic[];
  readonly projectReferences: readonly ts.ProjectReference[] | undefined;
  readonly compileOptions: CompileOptions;
};

/** What is compiled where there is no tsconfig. */
const defaults: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  strict: true,
  skipLibCheck: true,
};

/**
 * Reads the tsconfig of a project, with the options of adc in it.
 *
 * @throws {UsageError} when a named tsconfig does not exist, or there is neither one nor a path.
 * @throws {OptionsError} for options of adc that are wrong.
 */
export function readConfig({ cwd, paths, tsconfig }: ConfigRequest): Config {
  const fileName = tsconfig === undefined ? findConfig(cwd, paths) : namedConfig(cwd, tsconfig);
  if (fileName === undefined) {
    if (paths.length === 0)
      throw new UsageError('There is no tsconfig.json here: name the files or folders to compile.');
    return {
      configFiles: [],
      options: defaults,
      fileNames: [],
      wildcardFolders: new Map(),
      watchOptions: undefined,
      errors: [],
      projectReferences: undefined,
      compileOptions: {},
    };
  }
  return readNamed(fileName, cwd, paths);
}

function readNamed(fileName: string, cwd: string, paths: readonly string[]): Config {
  const extended = new Map<string, ts.ExtendedConfigCacheEntry>();
  const fatal: ts.Diagnostic[] = [];
  const host = {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: (diagnostic: ts.Diagnostic) => void fatal.push(diagnostic),
  };
  const parsed = ts.getParsedCommandLineOfConfigFile(fileName, {}, host, extended);
  const configFiles = [fileName, ...extended.keys()];
  const owner = parsed && ownerAmong(parsed, cwd, paths);
  if (owner !== undefined) return { ...owner, configFiles: [...configFiles, ...owner.configFiles] };
  const noInputs = 18003;
  return {
    configFiles,
    options: parsed?.options ?? {},
    fileNames: parsed?.fileNames ?? [],
    wildcardFolders: new Map(
      Object.entries(parsed?.wildcardDirectories ?? {}).map(([folder, flags]) => [
        folder,
        flags === ts.WatchDirectoryFlags.Recursive,
      ]),
    ),
    watchOptions: parsed?.watchOptions,
    errors: [...fatal, ...(parsed?.errors ?? [])].filter(({ code }) => paths.length === 0 || code !== noInputs),
    projectReferences: parsed?.projectReferences,
    compileOptions: Object.assign(
      {},
      ...Array.from(extended.values(), ({ extendedConfig }) => adcOptionsOf(extendedConfig?.raw, cwd, fileName)),
      adcOptionsOf(parsed?.raw, cwd, fileName),
    ) as CompileOptions,
  };
}

/** A tsconfig without files only points to others: the settings are those of the one to which the first path belongs. */
function ownerAmong(
  { fileNames, projectReferences }: ts.ParsedCommandLine,
  cwd: string,
  [first]: readonly string[],
): Config | undefined {
  if (first === undefined || fileNames.length > 0) return undefined;
  const file = path.resolve(cwd, first);
  for (const reference of projectReferences ?? []) {
    const name = ts.resolveProjectReferencePath(reference);
    if (!ts.sys.fileExists(name)) continue;
    const config = readNamed(name, cwd, [file]);
    if (config.fileNames.some((each) => path.resolve(each) === file)) return config;
  }
  return undefined;
}

function adcOptionsOf(raw: unknown, cwd: string, fileName: string): CompileOptions {
  return checkOptions((raw as { adc?: unknown } | undefined)?.adc, `"adc" of ${path.relative(cwd, fileName)}`);
}

/** The nearest one above the first path. */
function findConfig(cwd: string, paths: readonly string[]): string | undefined {
  const start = path.resolve(cwd, paths[0] ?? '.');
  return ts.findConfigFile(isFolder(start) ? start : path.dirname(start), (name) => ts.sys.fileExists(name));
}

function namedConfig(cwd: string, tsconfig: string): string {
  const named = path.resolve(cwd, tsconfig);
  const fileName = isFolder(named) ? path.join(named, 'tsconfig.json') : named;
  if (!ts.sys.fileExists(fileName)) throw new UsageError(`Cannot find the tsconfig ${tsconfig}.`);
  return fileName;
}

export function isFolder(name: string): boolean {
  return statSync(name, { throwIfNoEntry: false })?.isDirectory() === true;
}
