/** Runs the judge with a limit of time and of memory. */
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Files } from './examine.js';
import type { Verdict } from './judge.js';
import type { Message, Task } from './worker.js';

export type Guarded = {
  readonly judge: (files: Files, input: string) => Promise<Verdict>;
  readonly close: () => void;
};

/**
 * @param limit milliseconds for one compilation; a program that was mutated into an endless one is none of the compiler's faults
 * @param megabytes of heap; a thread's limit would not do, as V8 ends the whole process when it runs out of memory
 */
export function guardedJudge(worker: URL, limit: number, megabytes = 1500): Guarded {
  let child: ChildProcess | undefined;
  const attempt = (task: Task): Promise<Verdict | 'hangs' | 'ended'> =>
    new Promise((settle) => {
      child ??= fork(fileURLToPath(worker), { execArgv: [`--max-old-space-size=${megabytes}`], stdio: 'ignore' });
      const current = child;
      let compiled = false;
      const finish = (verdict: Verdict | 'hangs' | 'ended'): void => {
        clearTimeout(timer);
        current.off('message', hear).off('exit', fail);
        settle(verdict);
      };
      const drop = (verdict: 'hangs' | 'ended'): void => {
        child = undefined;
        current.kill('SIGKILL');
        finish(compiled ? { outcome: 'compiled', faults: [] } : verdict);
      };
      const hear = (message: Message): void => {
        if (message === 'running') compiled = true;
        else finish(message);
      };
      const fail = (): void => drop('ended');
      const timer = setTimeout(() => drop('hangs'), limit);
      current.on('message', hear).on('exit', fail);
      current.send(task);
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
    close: () => void child?.kill('SIGKILL'),
  };
}
