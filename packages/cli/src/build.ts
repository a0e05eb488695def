/** `adc build`: writes a project with its companions. */
import { assemble } from '@adc/compiler';
import { isInside, ownFiles, UsageError } from '@adc/project';
import path from 'node:path';
import ts from 'typescript';
import { differentiate, type Compile, type Differentiated } from './differentiate.js';
import { showProgress, type Io } from './io.js';
import { PackageOutput } from './package-output.js';
import type { Project } from './project.js';
import { printSummary } from './report.js';
import { writeAll } from './write-all.js';

export type Emit = 'js' | 'ts';

/**
 * @param started by `performance.now()`.
 * @returns the exit code.
 */
export function build(project: Project, started: number, emit: Emit, io: Io, compile: Compile): number {
  const { outDir } = project;
  if (outDir === undefined && project.program.getConfigFileParsingDiagnostics().length === 0) {
    throw new UsageError('Where should the output go? Say --out-dir, or set "outDir" in the tsconfig.');
  }
  const done = differentiate(project, io, compile);
  if (done === undefined || outDir === undefined) return 1;
  showProgress(io, 'writing …');
  writeAll(emit === 'js' ? javaScriptOf(project, done, outDir) : typeScriptOf(project, done, outDir), outDir);
  printSummary('differentiated', done, started, io);
  hintAtRuntime(project, done, io);
  return 0;
}

/** Texts by the path that they are written to. */
type Outputs = ReadonlyMap<string, string>;

function javaScriptOf(project: Project, { program, result }: Differentiated, outDir: string): Outputs {
  const packages = result.packageFiles.length > 0 ? new PackageOutput(project, result, outDir) : undefined;
  const outputs = new Map<string, string>();
  const { emitSkipped } = program.emit(
    undefined,
    (name, text, byteOrderMark) => outputs.set(path.resolve(name), (byteOrderMark ? '\uFEFF' : '') + text),
    undefined,
    undefined,
    packages?.transformers,
  );
  if (emitSkipped) throw new Error('TypeScript refuses to emit a program without errors.');
  for (const [name, text] of packages?.emitReached() ?? []) outputs.set(name, text);
  return outputs;
}

/** The project's own files, with companions in them. */
function typeScriptOf(project: Project, { result }: Differentiated, outDir: string): Outputs {
  const [packaged] = result.packageFiles;
  if (packaged !== undefined) {
    const file = path.relative(project.rootDir, packaged);
    throw new UsageError(
      `--emit ts writes the project's own files, and derivatives were made of ${file} as well: leave --emit out, or bundle with @adc/esbuild.`,
    );
  }
  const files = new Map(result.files.map((file) => [file.fileName, file]));
  const outputs = new Map<string, string>();
  for (const { fileName, text } of ownFiles(project.program)) {
    if (!isInside(project.rootDir, fileName)) continue;
    const name = path.join(outDir, path.relative(project.rootDir, fileName));
    if (path.relative(name, fileName) === '') {
      throw new UsageError(`The output would overwrite ${fileName}: choose another --out-dir.`);
    }
    outputs.set(name, assemble(text, files.get(fileName) ?? { parts: [], sites: [] }));
  }
  return outputs;
}

/** TypeScript's complaint about a missing runtime would stand in generated code, where the user cannot mend it. */
function hintAtRuntime({ program, host }: Project, { result }: Differentiated, io: Io): void {
  const runtime = '@adc/runtime';
  const needing = result.files.find(({ parts }) => parts.some(({ code }) => code.includes(`'${runtime}'`)));
  if (needing === undefined) return;
  const { resolvedModule } = ts.resolveModuleName(runtime, needing.fileName, program.getCompilerOptions(), host);
  if (resolvedModule === undefined)
    io.err(`adc: the output needs ${runtime}, which is not installed here: npm install ${runtime}\n`);
}
