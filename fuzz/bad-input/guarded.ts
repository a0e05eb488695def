/** Runs the judge with a time limit. */
import { Worker } from 'node:worker_threads';
import type { Files } from './examine.js';
import type { Verdict } from './judge.js';
import type { Message, Task } from './worker.js';

export type Guarded = {
  readonly judge: (files: Files, input: string) => Promise<Verdict>;
  readonly close: () => Promise<unknown>;
};

/** @param limit milliseconds for one compilation; a program that was mutated into an endless one is none of the compiler's faults */
export function guardedJudge(worker: URL, limit: number): Guarded {
  let thread: Worker | undefined;
  const attempt = (task: Task): Promise<Verdict | 'hangs' | 'ended'> =>
    new Promise((settle) => {
      thread ??= new Worker(worker, { stdout: true, stderr: true });
      const current = thread;
      let compiled = false;
      const finish = (verdict: Verdict | 'hangs' | 'ended'): void => {
        clearTimeout(timer);
        current.off('message', hear).off('error', fail);
        settle(verdict);
      };
      const drop = (verdict: 'hangs' | 'ended'): void => {
        thread = undefined;
        const stands = compiled ? ({ outcome: 'compiled', faults: [] } as const) : verdict;
        void current.terminate().then(() => finish(stands));
      };
      const hear = (message: Message): void => {
        if (message === 'running') compiled = true;
        else finish(message);
      };
      const fail = (): void => drop('ended');
      const timer = setTimeout(() => drop('hangs'), limit);
      current.on('message', hear).on('error', fail);
      current.postMessage(task);
    });
  return {
    judge: async (files, input) => {
      const task = { files: [...files], input };
      // On a busy machine once is an accident.
      let verdict = await attempt(task);
      if (verdict === 'hangs' || verdict === 'ended') verdict = await attempt(task);
      if (verdict === 'hangs') return { outcome: 'crashed', faults: [`hangs: no answer within ${limit / 1000} s`] };
      return verdict === 'ended' ? { outcome: 'crashed', faults: ['ends its process'] } : verdict;
    },
    close: async () => thread?.terminate(),
  };
}
