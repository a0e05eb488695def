/** Finds what a command works on: a tsconfig, the files named on the command line, and the program that they make. */
import type { CompileOptions } from '@adc/compiler';
import {
  isFolder,
  isInside,
  LiveProgram,
  ownFiles,
  packageConfigs,
  readConfig,
  UsageError,
  type Config,
} from '@adc/project';
import path from 'node:path';
import ts from 'typescript';

export type ProjectRequest = {
  readonly cwd: string;
  /** Files and folders; none: what the tsconfig names. */
  readonly paths: readonly string[];
  readonly tsconfig: string | undefined;
  readonly outDir: string | undefined;
  /** From the command line; they win over the tsconfig's. */
  readonly flags: CompileOptions;
};

export type Project = {
  readonly program: ts.Program;
  readonly host: ts.CompilerHost;
  readonly compileOptions: CompileOptions;
  readonly rootDir: string;
  readonly outDir: string | undefined;
  readonly inputs: Inputs;
};

/** Where an edit may change what the project is. */
export type Inputs = {
  readonly configFile: string | undefined;
  /** What was read, the tsconfig and those that it extends included, and what was looked for in vain. */
  readonly files: readonly string[];
  /** Folders in which a new file would belong to the project; true: those below as well. */
  readonly folders: ReadonlyMap<string, boolean>;
  readonly watchOptions: ts.WatchOptions | undefined;
  /** The tsconfigs that decide about sources of packages, with what stood in them when the project was opened. */
  readonly packageConfigs: ReadonlyMap<string, string | undefined>;
};

/** @param live gives its programs to the same project again and again. */
export function openProject(request: ProjectRequest, live = new LiveProgram(request.cwd)): Project {
  const config = readConfig(request);
  const options = outputOptions(config.options, request);
  const setup = {
    rootNames: withoutOutputs(selectFiles(request, config.fileNames), options.outDir),
    projectReferences: config.projectReferences,
    configFileParsingDiagnostics: config.errors,
  };
  const compileOptions = { ...config.compileOptions, ...request.flags };
  const { outDir } = options;
  const opened = (hosted: { program: ts.Program; host: ts.CompilerHost }, rootDir: string): Project => {
    const inputs = inputsOf(request, config, hosted.program, live.missing);
    return { ...hosted, compileOptions, rootDir, outDir, inputs };
  };
  const hosted = live.update({ ...setup, options });
  if (options.rootDir !== undefined) return opened(hosted, options.rootDir);
  // The files fix the layout of the output, not the folder of the tsconfig: imports have to be followed to know it.
  const rootDir = commonFolder(hosted.program, request.cwd);
  return opened(live.update({ ...setup, options: { ...options, rootDir } }), rootDir);
}

function inputsOf(
  { cwd, paths }: ProjectRequest,
  { configFiles, wildcardFolders, watchOptions }: Config,
  program: ts.Program,
  missing: readonly string[],
): Inputs {
  const [configFile] = configFiles;
  const folder = configFile === undefined ? cwd : path.dirname(configFile);
  const named = paths.map((given) => path.resolve(cwd, given)).filter(isFolder);
  const folders = paths.length === 0 ? wildcardFolders : new Map(named.map((each) => [each, true]));
  const watched = [...folders].filter(([, below]) => below).map(([each]) => each);
  const read = program.getSourceFiles().filter((file) => !program.isSourceFileDefaultLibrary(file));
  const configsOfPackages = packageConfigs(program);
  return {
    configFile,
    packageConfigs: configsOfPackages,
    files: [
      ...configFiles,
      ...read.map(({ fileName }) => fileName),
      ...missing.filter((file) => isInside(folder, file) && !watched.some((each) => isInside(each, file))),
      ...configsOfPackages.keys(),
      ...installed.map((name) => path.join(folder, 'node_modules', name)),
    ],
    folders,
    watchOptions,
  };
}

/** What package managers write last. */
const installed = ['.package-lock.json', '.modules.yaml', '.yarn-state.yml', '.yarn-integrity'];

/** JavaScript, declarations and maps are written in any case; a project that only checks its types is built all the same. */
function outputOptions(options: ts.CompilerOptions, { cwd, outDir }: ProjectRequest): ts.CompilerOptions {
  const { tsBuildInfoFile: _, ...kept } = options;
  return {
    ...kept,
    declaration: options.declaration ?? true,
    sourceMap: options.sourceMap ?? options.inlineSourceMap !== true,
    noEmit: false,
    // Errors are asked for before anything is emitted, those in packages left out.
    noEmitOnError: false,
    incremental: false,
    composite: false,
    // The compiler is our own: options that are fine for the project's older one must be fine here.
    ignoreDeprecations: '6.0',
    ...(outDir !== undefined && { outDir: path.resolve(cwd, outDir) }),
  };
}

function selectFiles({ cwd, paths }: ProjectRequest, configured: readonly string[]): readonly string[] {
  if (paths.length === 0) return configured;
  const selected = paths.flatMap((given) => {
    const name = path.resolve(cwd, given);
    if (ts.sys.fileExists(name)) return [name];
    if (!isFolder(name)) throw new UsageError(`Cannot find ${given}.`);
    const inConfig = configured.filter((file) => isInside(name, file));
    const found = inConfig.length > 0 ? inConfig : sourcesIn(name);
    if (found.length === 0) throw new UsageError(`There are no TypeScript files in ${given}.`);
    return found;
  });
  // Declarations of the project hold wherever its files are compiled from.
  const ambient = configured.filter(isDeclaration);
  return [...new Set([...selected, ...ambient])];
}

const isDeclaration = (file: string): boolean => /\.d\.[cm]?ts$/.test(file);

/** As a tsconfig in that folder would find them: no packages, and no declarations beside their source. */
function sourcesIn(folder: string): readonly string[] {
  return ts.parseJsonConfigFileContent({}, ts.sys, folder).fileNames;
}

/** An earlier output is no input, unless everything lies in the output folder. */
function withoutOutputs(files: readonly string[], outDir: string | undefined): readonly string[] {
  const inputs = files.filter((file) => outDir === undefined || !isInside(outDir, file));
  return inputs.some((file) => !isDeclaration(file)) ? inputs : files;
}

function commonFolder(program: ts.Program, cwd: string): string {
  const folders = ownFiles(program)
    .filter((file) => !file.isDeclarationFile)
    .map((file) => path.dirname(file.fileName));
  let common = folders[0] ?? cwd;
  while (!folders.every((folder) => isInside(common, folder))) common = path.dirname(common);
  return common;
}
