/** One TypeScript program over all sources that the checks compile, so that libraries and types are looked at once. */
import ts from 'typescript';
import { createProgram, userOptions } from '../../test-fixtures/runner/program.js';
import { shared } from './check.js';

/** The program as the compiler sees it when only the given files were written by the user. */
export function viewOf(whole: ts.Program, files: Iterable<string>, all: ReadonlySet<string>): ts.Program {
  const own = new Set(files);
  const seen = whole.getSourceFiles().filter(({ fileName }) => own.has(fileName) || !all.has(fileName));
  const view = Object.create(whole) as ts.Program;
  view.getSourceFiles = () => seen;
  view.getRootFileNames = () => [...own];
  return view;
}

/** A view for each of the given sets of files. */
export function viewsOf(name: string, sets: readonly ReadonlyMap<string, string>[]): readonly ts.Program[] {
  return shared(`programs of ${name}`, () => {
    const files = new Map(sets.flatMap((set) => [...set]));
    const whole = createProgram(files, userOptions);
    const all = new Set(files.keys());
    return sets.map((set) => viewOf(whole, set.keys(), all));
  });
}
