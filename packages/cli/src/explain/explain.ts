/** `adc explain`: what the compiler did with a function. */
import { suggestion, type CompileResult, type Explanation, type FunctionReport } from '@adc/compiler';
import path from 'node:path';
import { differentiate, type Compile } from '../differentiate.js';
import { clearProgress, showProgress, type Io } from '../io.js';
import { openProject, type ProjectRequest } from '../project.js';
import { formatExplanation } from './layout.js';

/**
 * @param target `FILE` or `FILE:FUNCTION`.
 * @param stages whether every form of the function is shown, too.
 * @returns the exit code.
 */
export function explain(target: string, stages: boolean, request: ProjectRequest, io: Io, compile: Compile): number {
  const [, file = target, name] = /^(.+):([\w$.#]+)$/.exec(target) ?? [];
  showProgress(io, 'reading the project …');
  // The stages are kept for someone who watches them.
  const watched: Compile = (input) => compile({ ...input, explain: true, ...(stages && { observe: () => undefined }) });
  const done = differentiate(openProject({ ...request, paths: [file] }), io, watched);
  if (done === undefined) return 1;
  const fileName = path.resolve(io.cwd, file);
  const inFile = subjectsOf(done.result).filter((each) => path.resolve(each.file) === fileName);
  const chosen = inFile.filter((each) => name === undefined || each.name === name);
  clearProgress(io);
  if (chosen.length === 0) {
    const names = [...new Set(inFile.map((each) => each.name))];
    io.err(
      name === undefined || names.length === 0
        ? `Nothing is differentiated in ${file}. Mark a function with "// @differentiable".\n`
        : `No function "${name}" is differentiated in ${file}${suggestion(name, names)}. There: ${names.join(', ')}.\n`,
    );
    return 1;
  }
  const shown = chosen.map((each) => {
    const forms = stages ? (each.report?.stages ?? []) : [];
    return [formatSubject(each, io), ...forms.map(({ stage, text }) => `--- ${stage} ---\n${text.trimEnd()}\n`)];
  });
  io.out(shown.flat().join('\n'));
  return 0;
}

/** A function with all the ways in which it is reversed. */
type Subject = {
  readonly name: string;
  readonly file: string;
  readonly report: FunctionReport | undefined;
  readonly explanations: readonly Explanation[];
};

/** Those that were asked for, and their callees. */
function subjectsOf({ functions, explanations }: CompileResult): readonly Subject[] {
  const subjects = new Map<string, Subject>(
    functions.map((report) => [report.key, { name: report.name, file: report.file, report, explanations: [] }]),
  );
  for (const each of explanations) {
    const { key, name, file } = each;
    const known = subjects.get(key) ?? { name, file, report: undefined, explanations: [] };
    subjects.set(key, { ...known, explanations: [...known.explanations, each] });
  }
  return [...subjects.values()];
}

function formatSubject({ name, file, explanations }: Subject, io: Io): string {
  const nameOf = (of: string): string => path.relative(io.cwd, of);
  if (explanations.length === 0) {
    return `${name} (${nameOf(file)})\n\n  Differentiated in forward mode only, which stores nothing.\n`;
  }
  // Companions that store the same are told of together.
  const groups = new Map<string, Explanation[]>();
  // The halves were made first, if the companions call them.
  const order = ['adjoint', 'pullback', 'halves'];
  const ordered = [...explanations].sort((a, b) => order.indexOf(a.companion) - order.indexOf(b.companion));
  for (const each of ordered) {
    const { active, loops, once, withRespectTo } = each;
    const id = JSON.stringify({ active, loops, once, withRespectTo });
    groups.set(id, [...(groups.get(id) ?? []), each]);
  }
  const options = { nameOf, colour: io.colour };
  return [...groups.values()]
    .map((group, i) => formatExplanation(group, i === 0 ? undefined : ordered[0], options))
    .join('\n');
}
