/** Finds what a command works on: a tsconfig, the files named on the command line, and the program that they make. */
import type { CompileOptions } from '@adc/compiler';
import { isFolder, isInside, ownFiles, readConfig, UsageError } from '@adc/project';
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

function commonFolder(program: ts.Program, cwd: string): string {
  const folders = ownFiles(program)
    .filter((file) => !file.isDeclarationFile)
    .map((file) => path.dirname(file.fileName));
  let common = folders[0] ?? cwd;
  while (!folders.every((folder) => isInside(common, folder))) common = path.dirname(common);
  return common;
}
