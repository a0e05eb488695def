/** Rounds in a worker thread that is ended, and started afresh, when it shows no sign of life: a program that hangs is a failure too. */
import { Worker } from 'node:worker_threads';
import { everyProgram, noCounts, addCounts, samplesOf, type Counts, type Found, type Round } from './explore.js';
import { generate } from './generate.js';
import type { Message, Task } from './worker.js';

/** How a task ended: `hung` after it had reached a program, or while it compiled (-1). */
type End = { readonly counts: Counts | undefined; readonly hung: number | undefined };

export class Watchdog {
  #worker: Worker | undefined;

  /**
   * @param script the module that calls `serve` in a worker
   * @param patience for one program, in seconds of processor time: a busy machine makes nothing hang
   */
  constructor(
    private readonly script: URL,
    private readonly patience: number,
  ) {}

  /** One round; programs that hang are left out of what is counted. */
  async round(seed: number, round: number, found: (found: Found) => void): Promise<Counts> {
    const counts = noCounts();
    const run = async (only: readonly number[]): Promise<void> => {
      if (only.length === 0) return;
      const pending: Found[] = [];
      const part: Round = { seed, round, only };
      const { counts: own, hung } = await this.#run({ kind: 'round', ...part }, 1 + only.length / 4, (one) =>
        pending.push(one),
      );
      if (hung === undefined) {
        for (const one of pending) found(one);
        addCounts(counts, own!);
      } else if (only.length === 1) {
        const [from] = samplesOf(part);
        const what = hung < 0 ? 'the compiler hangs' : 'a companion hangs';
        found({
          failure: { ...generate(from!), what, detail: `no end after ${this.patience} s of processor time` },
          from: from!,
        });
      } else if (hung < 0) {
        for (const k of only) await run([k]);
      } else {
        const culprit = only[hung]!;
        await run([culprit]);
        await run(only.filter((k) => k !== culprit));
      }
    };
    await run(everyProgram);
    return counts;
  }

  /** The failure made small; as it was when that takes far too long. */
  async reduce(found: Found, seconds: number): Promise<Found> {
    let small = found;
    await this.#run({ kind: 'reduce', found, seconds }, 1 + seconds / this.patience, (one) => (small = one));
    return small;
  }

  close(): void {
    void this.#worker?.terminate();
    this.#worker = undefined;
  }

  /** @param factor how many times the patience may be used up without a message. */
  #run(task: Task, factor: number, found: (found: Found) => void): Promise<End> {
    const worker = (this.#worker ??= new Worker(this.script));
    return new Promise((resolve, reject) => {
      let reached = -1;
      let limit = used() + this.patience * factor;
      // Its own listeners only: a worker keeps some of its own, without which it falls silent.
      const leave = (): void => {
        clearInterval(timer);
        worker.off('message', hear).off('error', fail).off('exit', fail);
      };
      const finish = (end: End): void => {
        leave();
        resolve(end);
      };
      const hear = (message: Message): void => {
        if (message.kind === 'found') found(message.found);
        else if (message.kind === 'done') finish({ counts: message.counts, hung: undefined });
        else {
          reached = message.program;
          limit = used() + this.patience;
        }
      };
      const fail = (error: unknown): void => {
        leave();
        this.close();
        reject(error instanceof Error ? error : new Error(`the worker ended with code ${String(error)}`));
      };
      const timer = setInterval(() => {
        if (used() < limit) return;
        finish({ counts: undefined, hung: reached });
        this.close();
      }, 500);
      worker.on('message', hear).on('error', fail).on('exit', fail);
      worker.postMessage(task);
    });
  }
}

/** Processor time of the process so far, in seconds; the main thread waits. */
const used = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
