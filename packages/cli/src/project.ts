/** Finds what a command works on: a tsconfig, the files named on the command line, and the program that they make. */
import { type CompileOptions } from '@adc/compiler';
import { statSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { checkAdcOptions } from './adc-options.js';
import { UsageError } from './usage-error.js';

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
};

export function openProject(request: ProjectRequest): Project {
  const config = readConfig(request);
  const options = outputOptions(config.options, request);
  const host = ts.createCompilerHost(options, true);
  host.getCurrentDirectory = () => request.cwd;
  const rootNames = withoutOutputs(selectFiles(request, config.fileNames), options.outDir);
  const setup = {
    rootNames,
    host,
    ...(config.projectReferences && { projectReferences: config.projectReferences }),
    configFileParsingDiagnostics: config.errors,
  };
  const compileOptions = { ...config.compileOptions, ...request.flags };
  const { outDir } = options;
  const program = ts.createProgram({ ...setup, options });
  if (options.rootDir !== undefined) return { program, host, compileOptions, rootDir: options.rootDir, outDir };
  // The files fix the layout of the output, not the folder of the tsconfig: imports have to be followed to know it.
  const rootDir = commonFolder(program, request.cwd);
  const laidOut = ts.createProgram({ ...setup, options: { ...options, rootDir }, oldProgram: program });
  return { program: laidOut, host, compileOptions, rootDir, outDir };
}

type Config = {
  readonly options: ts.CompilerOptions;
  readonly fileNames: readonly string[];
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

function readConfig({ cwd, paths, tsconfig }: ProjectRequest): Config {
  const fileName = tsconfig === undefined ? findConfig(cwd, paths) : namedConfig(cwd, tsconfig);
  if (fileName === undefined) {
    if (paths.length === 0)
      throw new UsageError('There is no tsconfig.json here: name the files or folders to compile.');
    return { options: defaults, fileNames: [], errors: [], projectReferences: undefined, compileOptions: {} };
  }
  const extended = new Map<string, ts.ExtendedConfigCacheEntry>();
  const fatal: ts.Diagnostic[] = [];
  const host = {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: (diagnostic: ts.Diagnostic) => void fatal.push(diagnostic),
  };
  const parsed = ts.getParsedCommandLineOfConfigFile(fileName, {}, host, extended);
  const noInputs = 18003;
  return {
    options: parsed?.options ?? {},
    fileNames: parsed?.fileNames ?? [],
    errors: [...fatal, ...(parsed?.errors ?? [])].filter(({ code }) => paths.length === 0 || code !== noInputs),
    projectReferences: parsed?.projectReferences,
    compileOptions: Object.assign(
      {},
      ...Array.from(extended.values(), ({ extendedConfig }) => adcOptionsOf(extendedConfig?.raw, cwd, fileName)),
      adcOptionsOf(parsed?.raw, cwd, fileName),
    ) as CompileOptions,
  };
}

function adcOptionsOf(raw: unknown, cwd: string, fileName: string): CompileOptions {
  return checkAdcOptions((raw as { adc?: unknown } | undefined)?.adc, `"adc" of ${path.relative(cwd, fileName)}`);
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

function isFolder(name: string): boolean {
  return statSync(name, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** JavaScript, declarations and maps are written in any case; a project that only checks its types is built all the same. */
function outputOptions(options: ts.CompilerOptions, { cwd, outDir }: ProjectRequest): ts.CompilerOptions {
  const { tsBuildInfoFile: _, ...kept } = options;
  return {
    ...kept,
    declaration: options.declaration ?? true,
    sourceMap: options.sourceMap ?? options.inlineSourceMap !== true,
    noEmit: false,
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
  const ambient = configured.filter((file) => /\.d\.[cm]?ts$/.test(file));
  return [...new Set([...selected, ...ambient])];
}

/** As a tsconfig in that folder would find them: no packages, and no declarations beside their source. */
function sourcesIn(folder: string): readonly string[] {
  return ts.parseJsonConfigFileContent({}, ts.sys, folder).fileNames;
}

/** An earlier output is no input, unless everything lies in the output folder. */
function withoutOutputs(files: readonly string[], outDir: string | undefined): readonly string[] {
  const inputs = files.filter((file) => outDir === undefined || !isInside(outDir, file));
  return inputs.length > 0 ? inputs : files;
}

/** Files that the project is made of, as opposed to libraries. */
export function ownFiles(program: ts.Program): readonly ts.SourceFile[] {
  return program
    .getSourceFiles()
    .filter(
      (file) =>
        !program.isSourceFileFromExternalLibrary(file) &&
        !program.isSourceFileDefaultLibrary(file) &&
        !file.fileName.includes('/node_modules/'),
    );
}

function commonFolder(program: ts.Program, cwd: string): string {
  const folders = ownFiles(program)
    .filter((file) => !file.isDeclarationFile)
    .map((file) => path.dirname(file.fileName));
  let common = folders[0] ?? cwd;
  while (!folders.every((folder) => isInside(common, folder))) common = path.dirname(common);
  return common;
}

export function isInside(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}
