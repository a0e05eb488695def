/** Everything that a command knows of the process that runs it. */

export type Io = {
  readonly cwd: string;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Results are written to a terminal: colours are welcome. */
  readonly colour: boolean;
  /** Progress is shown on a terminal only. */
  readonly progress: boolean;
};

export function processIo(): Io {
  const { stdout, stderr, env } = process;
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
  };
}

/** A line that is overwritten by the next one. */
export function showProgress(io: Io, what: string): void {
  if (io.progress) io.err(`\r\u001b[K${what}`);
}

export function clearProgress(io: Io): void {
  showProgress(io, '');
}
