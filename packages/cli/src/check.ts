/** `adc check`: reports what cannot be differentiated. */
import { differentiate, type Compile } from './differentiate.js';
import type { Io } from './io.js';
import type { Project } from './project.js';
import { printSummary } from './report.js';

/**
 * @param started by `performance.now()`.
 * @returns the exit code.
 */
export function check(project: Project, started: number, io: Io, compile: Compile): number {
  const done = differentiate(project, io, compile);
  if (done === undefined) return 1;
  printSummary('checked', done, started, io);
  return 0;
}
