/** What runs beside the main thread, which can end it when it takes too long. */
import { parentPort } from 'node:worker_threads';
import { runRound, type Counts, type Found, type Round } from './explore.js';
import { reduce } from './reduce.js';

export type Task =
  | ({ readonly kind: 'round' } & Round)
  | { readonly kind: 'reduce'; readonly found: Found; readonly seconds: number };

export type Message =
  | { readonly kind: 'reached'; readonly program: number }
  | { readonly kind: 'found'; readonly found: Found }
  | { readonly kind: 'done'; readonly counts: Counts | undefined };

export function serve(): void {
  const port = parentPort!;
  const post = (message: Message): void => port.postMessage(message);
  port.on('message', (task: Task) => {
    if (task.kind === 'reduce') {
      const failure = reduce(task.found.failure, task.found.from, task.seconds);
      post({ kind: 'found', found: { ...task.found, failure } });
      post({ kind: 'done', counts: undefined });
    } else {
      const counts = runRound(
        task,
        (found) => post({ kind: 'found', found }),
        (program) => post({ kind: 'reached', program }),
      );
      post({ kind: 'done', counts });
    }
  });
}
