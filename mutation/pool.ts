/** Hands mutants to worker processes; one that ends or hangs takes its mutant with it and is started anew. */
import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { repository, type Mutant } from './mutants.js';
import type { Job, Message, Outcome } from './protocol.js';

/** No mutant takes so long, unless memory or time runs out. */
const patience = 300_000;

export async function runAll(
  mutants: readonly Mutant[],
  folder: string,
  workers: number,
  more: () => boolean,
  done: (mutant: Mutant, outcome: Outcome) => void,
): Promise<void> {
  const waiting = [...mutants];
  const first = worker(folder, waiting, more, done);
  await first.ready;
  const others = Array.from({ length: workers - 1 }, () => worker(folder, waiting, more, done));
  await Promise.all([first, ...others].map(({ finished }) => finished));
}

function worker(
  folder: string,
  waiting: Mutant[],
  more: () => boolean,
  done: (mutant: Mutant, outcome: Outcome) => void,
): { readonly ready: Promise<void>; readonly finished: Promise<void> } {
  let ready!: () => void;
  let finished!: () => void;
  let failed!: (error: Error) => void;
  const result = {
    ready: new Promise<void>((resolve) => (ready = resolve)),
    finished: new Promise<void>((resolve, reject) => {
      finished = resolve;
      failed = reject;
    }),
  };
  const start = (): void => {
    const child: ChildProcess = fork(join(repository, 'mutation/dist/worker.mjs'), [folder], {
      execArgv: ['--max-old-space-size=6000', '--max-semi-space-size=128'],
    });
    let current: Mutant | undefined;
    let begun = false;
    let timer: NodeJS.Timeout | undefined;
    const next = (): void => {
      clearTimeout(timer);
      current = more() ? waiting.shift() : undefined;
      if (current === undefined) {
        child.disconnect();
        finished();
        return;
      }
      timer = setTimeout(() => child.kill('SIGKILL'), patience);
      child.send({ id: current.id, file: current.file } satisfies Job);
    };
    child.on('message', (message: Message) => {
      if (!('ready' in message)) done(current!, message);
      begun = true;
      ready();
      next();
    });
    child.on('exit', () => {
      clearTimeout(timer);
      if (!begun) {
        failed(new Error(existsSync(join(folder, 'baseline.json')) ? 'a worker does not start' : 'the checks fail'));
        return;
      }
      if (current === undefined) return;
      done(current, { id: current.id, status: 'timed out', by: 'the process ended', differs: [], ran: 0 });
      start();
    });
  };
  start();
  return result;
}
