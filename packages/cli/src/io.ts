/** Everything that a command knows of the process that runs it. */
import { createInterface } from 'node:readline/promises';

export type Io = {
  readonly cwd: string;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Results are written to a terminal: colours are welcome. */
  readonly colour: boolean;
  /** Progress is shown on a terminal only. */
  readonly progress: boolean;
  /** Asks the user, who may not answer; missing where nobody is there to be asked. */
  readonly ask?: (question: string) => Promise<string | undefined>;
  /** Waits for the user to end a command that would go on for ever. */
  readonly interruption?: () => Promise<void>;
};

export function processIo(): Io {
  const { stdin, stdout, stderr, env } = process;
  // Whoever reads the output may stop reading: `adc explain … | head`.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
  return {
    cwd: process.cwd(),
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    colour: stdout.isTTY && env['NO_COLOR'] === undefined,
    progress: stderr.isTTY && env['CI'] === undefined,
    ...(stdin.isTTY && stdout.isTTY && { ask }),
    interruption: () =>
      new Promise((resolve) => {
        for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
      }),
  };
}

async function ask(question: string): Promise<string | undefined> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    // Ctrl-C and Ctrl-D close the line: that is no answer.
    return await new Promise((resolve) => {
      terminal.once('close', () => resolve(undefined));
      terminal.question(question).then(resolve, () => resolve(undefined));
    });
  } finally {
    terminal.close();
  }
}

/** A line that is overwritten by the next one. */
export function showProgress(io: Io, what: string): void {
  if (io.progress) io.err(`\r\u001b[K${what}`);
}

export function clearProgress(io: Io): void {
  showProgress(io, '');
}
