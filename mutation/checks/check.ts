/** A test of the compiler, in a form that can be run again and again in one process. */
export type Check = {
  readonly name: string;
  /** Throws, perhaps later, when the compiler is wrong. Says whether the compiler's output was another one than at first. */
  readonly run: () => Verdict | Promise<Verdict>;
  /** Whether it compares the compiler's output with a text that is kept: no other notices so much. */
  readonly exact?: boolean;
};

export type Verdict = 'same output' | 'other output' | undefined;

/** What the worker and the checks know in common; the worker makes it. */
export const { mutation } = globalThis as unknown as {
  readonly mutation: {
    /** The mutant that is switched on. */
    readonly active: string | undefined;
    /** Whether the sound compiler was found to be right before. */
    readonly trusted: boolean;
    /** Which check compiles, in which of its parts and which stage the compiler is; undefined outside of parts. */
    check: string | undefined;
    part: number;
    stage: number;
    /** Whether the mutant was reached there; in any stage when none is given. */
    readonly affects: (check: string, part: number, stage?: number) => boolean;
  };
};

/**
 * One of the compilations that a check consists of. When the active mutant was not reached in it, it is as it was without a
 * mutant.
 */
export function part<T>(check: string, index: number, make: () => T): T {
  const known = shared(`parts of ${check}`, () => new Map<number, T>());
  if (mutation.active !== undefined && !mutation.affects(check, index)) return known.get(index)!;
  [mutation.check, mutation.part, mutation.stage] = [check, index, 0];
  if (mutation.active === undefined) forget(`stages of ${check} ${index}`);
  try {
    const made = make();
    if (mutation.active === undefined) known.set(index, made);
    return made;
  } finally {
    mutation.check = undefined;
  }
}

/** What outlives a reload of the compiler, by name: parsed programs, outputs and what was found of them. */
const store = ((globalThis as { mutationStore?: Map<string, unknown> }).mutationStore ??= new Map<string, unknown>());
const forget = (name: string): unknown => store.delete(name);

export function shared<T>(name: string, make: () => T): T {
  if (!store.has(name)) store.set(name, make());
  return store.get(name) as T;
}

/**
 * Runs `judge` on an output that was not seen before, and remembers what came of it. The first output of each name is the sound
 * compiler's.
 */
export function judged(name: string, output: string, judge: () => void): Verdict {
  const known = shared(`outputs of ${name}`, () => new Map<string, string | undefined>());
  const first = known.size === 0;
  if (!known.has(output)) {
    let failure: string | undefined;
    try {
      if (mutation.active !== undefined || !mutation.trusted) judge();
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error);
    }
    known.set(output, failure);
  }
  const failure = known.get(output);
  if (failure !== undefined) throw new Error(failure);
  return first || known.keys().next().value === output ? 'same output' : 'other output';
}
