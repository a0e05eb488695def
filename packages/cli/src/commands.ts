/** The commands: each takes its options and gives an exit code. */
import { assemble, suggestion } from '@adc/compiler';
import { isInside, ownFiles, UsageError } from '@adc/project';
import path from 'node:path';
import ts from 'typescript';
import { differentiate, type Compile, type Differentiated } from './differentiate.js';
import { formatReport } from './explain.js';
import { clearProgress, showProgress, type Io } from './io.js';
import { openProject, type Project, type ProjectRequest } from './project.js';
import { writeAll } from './write-all.js';

export type Emit = 'js' | 'ts';

export function build(request: ProjectRequest, emit: Emit, io: Io, compile: Compile): number {
  const started = performance.now();
  showProgress(io, 'reading the project …');
  const project = openProject(request);
  if (project.outDir === undefined) {
    throw new UsageError('Where should the output go? Say --out-dir, or set "outDir" in the tsconfig.');
  }
  const done = differentiate(project, io, compile);
  if (done === undefined) return 1;
  showProgress(io, 'writing …');
  writeAll(emit === 'js' ? javaScriptOf(done) : typeScriptOf(project, done, project.outDir));
  printSummary('differentiated', done, started, io);
  hintAtRuntime(project, done, io);
  return 0;
}

export function check(request: ProjectRequest, io: Io, compile: Compile): number {
  const started = performance.now();
  showProgress(io, 'reading the project …');
  const done = differentiate(openProject(request), io, compile);
  if (done === undefined) return 1;
  printSummary('checked', done, started, io);
  return 0;
}

/** @param target `FILE` or `FILE:FUNCTION`. */
export function explain(target: string, request: ProjectRequest, io: Io, compile: Compile): number {
  const [, file = target, name] = /^(.+):([\w$.#]+)$/.exec(target) ?? [];
  showProgress(io, 'reading the project …');
  // The stages are kept for someone who watches them.
  const watched: Compile = (input) => compile({ ...input, observe: () => undefined });
  const done = differentiate(openProject({ ...request, paths: [file] }), io, watched);
  if (done === undefined) return 1;
  const fileName = path.resolve(io.cwd, file);
  const inFile = done.result.functions.filter((report) => path.resolve(report.file) === fileName);
  const chosen = inFile.filter((report) => name === undefined || report.name === name);
  clearProgress(io);
  if (chosen.length === 0) {
    const names = inFile.map((report) => report.name);
    io.err(
      name === undefined || names.length === 0
        ? `Nothing is differentiated in ${file}. Mark a function with "// @differentiable".\n`
        : `No function "${name}" is differentiated in ${file}${suggestion(name, names)}. There: ${names.join(', ')}.\n`,
    );
    return 1;
  }
  io.out(chosen.map((report) => formatReport(report, path.relative(io.cwd, fileName))).join('\n'));
  return 0;
}

/** Texts by the path that they are written to. */
export type Outputs = ReadonlyMap<string, string>;

function javaScriptOf({ program }: Differentiated): Outputs {
  const outputs = new Map<string, string>();
  const { emitSkipped } = program.emit(undefined, (name, text, byteOrderMark) =>
    outputs.set(name, (byteOrderMark ? '\uFEFF' : '') + text),
  );
  if (emitSkipped) throw new Error('TypeScript refuses to emit a program without errors.');
  return outputs;
}

/** The project's own files, with companions in them. */
function typeScriptOf(project: Project, { result }: Differentiated, outDir: string): Outputs {
  const parts = new Map(result.files.map((file) => [file.fileName, file.parts]));
  const outputs = new Map<string, string>();
  for (const { fileName, text } of ownFiles(project.program)) {
    if (!isInside(project.rootDir, fileName)) continue;
    const name = path.join(outDir, path.relative(project.rootDir, fileName));
    if (path.relative(name, fileName) === '') {
      throw new UsageError(`The output would overwrite ${fileName}: choose another --out-dir.`);
    }
    outputs.set(name, assemble(text, parts.get(fileName) ?? []));
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

function printSummary(verb: string, { result }: Differentiated, started: number, io: Io): void {
  const files = new Set(result.functions.map(({ file }) => file)).size;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  clearProgress(io);
  io.out(`${verb} ${count(result.functions.length, 'function')} in ${count(files, 'file')} (${seconds} s)\n`);
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
