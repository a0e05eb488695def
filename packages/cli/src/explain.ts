/** `adc explain`: what the compiler did with a function. */
import { suggestion, type FunctionReport } from '@adc/compiler';
import path from 'node:path';
import { differentiate, type Compile } from './differentiate.js';
import { clearProgress, showProgress, type Io } from './io.js';
import { openProject, type ProjectRequest } from './project.js';

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

function formatReport(report: FunctionReport, file: string): string {
  const { name, active, stored, recomputed, stages } = report;
  const facts = [
    `${name} (${file})`,
    '',
    fact('active', active, 'nothing: its result does not depend on its parameters in a differentiable way'),
    stored.length === 0
      ? fact('stored', [], 'nothing: the reverse sweep needs no value of the forward sweep')
      : '  stored',
    ...stored.map(({ what, line, reason }) => `    ${what}, line ${line}: ${reason}`),
    fact('recomputed', recomputed, 'nothing'),
  ];
  const forms = stages.map(({ stage, text }) => `--- ${stage} ---\n${text.trimEnd()}\n`);
  return `${facts.join('\n')}\n\n${forms.join('\n')}`;
}

function fact(title: string, names: readonly string[], none: string): string {
  return `  ${title}: ${names.length === 0 ? none : names.join(', ')}`;
}
