/** Lets one process at a time through, by a folder on disk that only one can make. */
import { mkdirSync, rmdirSync, statSync, utimesSync } from 'node:fs';

export type Patience = {
  /** How long to wait for others, in milliseconds. */
  readonly patience: number;
  /** Whoever has not shown up for so long was killed. */
  readonly staleAfter: number;
};

export class LockError extends Error {
  override readonly name = 'LockError';
}

/**
 * @param run is given a function to call now and then, so that others see that it still runs.
 * @throws {LockError} when others hold the lock for too long.
 * @throws {NodeJS.ErrnoException} when the lock cannot be made.
 */
export function holdLock(
  lock: string,
  run: (refresh: () => void) => void,
  { patience, staleAfter }: Patience = { patience: 60_000, staleAfter: 20_000 },
): void {
  const deadline = Date.now() + patience;
  while (!tryLock(lock)) {
    if (Date.now() > deadline) throw new LockError(lock);
    if (ageOf(lock) > staleAfter) remove(lock);
    else sleep(20);
  }
  let refreshed = Date.now();
  try {
    run(() => {
      const now = Date.now();
      if (now - refreshed < staleAfter / 10) return;
      refreshed = now;
      utimesSync(lock, now / 1000, now / 1000);
    });
  } finally {
    remove(lock);
  }
}

function tryLock(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function ageOf(lock: string): number {
  const stat = statSync(lock, { throwIfNoEntry: false });
  return stat === undefined ? 0 : Date.now() - stat.mtimeMs;
}

function remove(lock: string): void {
  try {
    rmdirSync(lock);
  } catch {
    // Somebody else has removed it, or the folder around it.
  }
}

function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
