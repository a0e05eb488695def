/** The closing words of a command. */
import type { Differentiated } from './differentiate.js';
import { clearProgress, type Io } from './io.js';

/** @param started by `performance.now()`. */
export function printSummary(verb: string, { result }: Differentiated, started: number, io: Io): void {
  const files = new Set(result.functions.map(({ file }) => file)).size;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  clearProgress(io);
  io.out(`${verb} ${count(result.functions.length, 'function')} in ${count(files, 'file')} (${seconds} s)\n`);
}

export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
