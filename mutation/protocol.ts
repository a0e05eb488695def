/** What the parent process and its workers tell each other. */

export type Job = { readonly id: string; readonly file: string };

export type Status = 'killed' | 'timed out' | 'survived' | 'not reached';

export type Outcome = {
  readonly id: string;
  readonly status: Status;
  /** The check that failed. */
  readonly by: string | undefined;
  /** Of a survivor: the checks for which the compiler's output was another, and right all the same. */
  readonly differs: readonly string[];
  readonly ran: number;
};

/** A run without a mutant. */
export type Baseline = {
  /** Mutants reached while the compiler is loaded: rows of tables. They need a compiler loaded anew. */
  readonly atLoad: readonly number[];
  /** By check, and by part of it: mutants that are reached, and that make a difference there as far as that was seen. */
  readonly reached: Readonly<Record<string, readonly (readonly number[])[]>>;
  readonly durations: Readonly<Record<string, number>>;
  readonly hits: Readonly<Record<string, number>>;
};

/** What a worker says: first that it is ready. */
export type Message = Outcome | { readonly ready: true };
