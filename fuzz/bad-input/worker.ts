/** Judges one program after another, in a process that can be ended when it does not come back, and that takes no other with it. */
import { judge, type Verdict } from './judge.js';

export type Task = { readonly files: readonly (readonly [string, string])[]; readonly input: string };
export type Message = 'running' | Verdict;

process.on('message', ({ files, input }: Task) => {
  const say = (message: Message): void => void process.send?.(message);
  try {
    say(judge(new Map(files), input, () => say('running')));
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    say({ outcome: 'compiled', faults: [`the check throws ${text}`] });
  }
});
