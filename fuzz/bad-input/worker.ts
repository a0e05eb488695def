/** Judges one program after another, in a thread that can be ended when it does not come back. */
import { parentPort } from 'node:worker_threads';
import { judge, type Verdict } from './judge.js';

export type Task = { readonly files: readonly (readonly [string, string])[]; readonly input: string };
export type Message = 'running' | Verdict;

parentPort?.on('message', ({ files, input }: Task) => {
  const say = (message: Message): void => parentPort?.postMessage(message);
  try {
    say(judge(new Map(files), input, () => say('running')));
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    say({ outcome: 'compiled', faults: [`the check throws ${text}`] });
  }
});
