/** Writes all outputs or none, also beside another build that writes to the same places. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, rmdirSync } from 'node:fs';
import path from 'node:path';
import { Change } from './change.js';
import { holdLock, LockError } from './lock.js';

/** The disk refused, and everything is as it was. What the user has to know is in the message. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
}

/**
 * Every text is written beside its place first. Only when all are there do they take their names, one build at a time; should
 * one of them fail to, those before it get their earlier contents back. Files that already hold their text are left alone.
 *
 * @param outputs texts by absolute path.
 * @param folder where builds that write the same outputs wait for one another; it is made when it is missing.
 * @throws {OutputError} when the disk refuses.
 */
export function writeAll(outputs: ReadonlyMap<string, string>, folder: string): void {
  // Someone may remove the output folder at any moment; then everything is there to be written again.
  const attempts = 3;
  for (let attempt = 1; ; attempt++) {
    try {
      return uninterrupted(() => writeOnce(outputs, folder));
    } catch (error) {
      if (isSystemError(error) && error.code === 'ENOENT' && attempt < attempts) continue;
      if (isSystemError(error) || error instanceof LockError)
        throw new OutputError(`${describe(error)} Nothing was written.`, { cause: error });
      throw error;
    }
  }
}

function writeOnce(outputs: ReadonlyMap<string, string>, folder: string): void {
  const id = randomUUID().slice(0, 8);
  const changes = Array.from(outputs, ([name, text]) => new Change(name, text, id));
  const folders: string[] = [];
  let done = false;
  try {
    makeFolder(folder, folders);
    for (const change of changes) {
      makeFolder(path.dirname(change.name), folders);
      change.write();
    }
    holdLock(path.join(folder, '.adc.lock'), (refresh) => commit(changes, refresh));
    done = true;
  } finally {
    for (const change of changes) change.cleanUp();
    if (!done) for (const made of folders.toReversed()) removeIfEmpty(made);
  }
}

function commit(changes: readonly Change[], refresh: () => void): void {
  const begun: Change[] = [];
  try {
    for (const change of changes) {
      refresh();
      if (!change.isNeeded()) continue;
      begun.push(change);
      change.commit();
    }
  } catch (error) {
    for (const change of begun.toReversed()) change.revert();
    throw error;
  }
}

/** @param made gets the folders that did not exist, outer ones first. */
function makeFolder(folder: string, made: string[]): void {
  const first = mkdirSync(folder, { recursive: true });
  if (first === undefined) return;
  const below = path.relative(first, folder).split(path.sep);
  made.push(first);
  for (const [i] of below.entries()) if (below[i] !== '') made.push(path.join(first, ...below.slice(0, i + 1)));
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Another build has put something there, or somebody has removed it.
  }
}

/** Ctrl-C between two renames would leave half of the output: the signal is taken, and the little that is left is done. */
function uninterrupted(write: () => void): void {
  const ignore = (): void => undefined;
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, ignore);
  try {
    write();
  } finally {
    for (const signal of signals) process.off(signal, ignore);
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}

const causes: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EISDIR: 'a folder stands where a file must be',
  EEXIST: 'a file stands where a folder must be',
  ENOTDIR: 'a file stands where a folder must be',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'the name is too long',
};

function describe(error: NodeJS.ErrnoException | LockError): string {
  if (error instanceof LockError)
    return `Another build has been writing to ${shown(path.dirname(error.message))} for too long.`;
  const { dest } = error as { readonly dest?: string };
  return `Cannot write ${shown(dest ?? error.path ?? '')}: ${causes[error.code ?? ''] ?? error.message}.`;
}

/** The place that a temporary file was meant for. */
function shown(name: string): string {
  const meant = name
    .replace(/(?<=[\\/])\.([^\\/]+)\.[0-9a-f]{8}\.(?:new|old)\.tmp$/, '$1')
    .replace(/[\\/]\.adc\.lock$/, '');
  return path.relative(process.cwd(), meant) || '.';
}
