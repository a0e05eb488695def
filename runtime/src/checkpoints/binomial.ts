/**
 * Binomial checkpointing of a known number of steps: Griewank, "Achieving logarithmic growth of temporal and spatial complexity
 * in reverse automatic differentiation" (1992); Griewank and Walther, Algorithm 799: Revolve (2000).
 */

/**
 * The largest number of steps that can be reversed with that many slots (the state at the start takes one) when no step is
 * repeated more often than that: `C(slots + repetitions, slots)`.
 */
export function reach(slots: number, repetitions: number): number {
  if (repetitions < 0) return 0;
  const fewer = Math.min(slots, repetitions);
  let product = 1;
  for (let k = 1; k <= fewer; k++) product = (product * (slots + repetitions - fewer + k)) / k;
  return Math.round(product);
}

/** The smallest number of repetitions with which that many steps can be reversed. */
export function repetitions(steps: number, slots: number): number {
  if (slots === 1) return steps - 1;
  let least = 0;
  while (reach(slots, least) < steps) least++;
  return least;
}

/** How many steps are made without recording until all are reversed: the optimum. Each is made once more, with recording. */
export function advances(steps: number, slots: number): number {
  const r = repetitions(steps, slots);
  return r * steps - reach(slots + 1, r - 1);
}

/** After how many of two or more steps the next state is best kept, with that many slots, one of which holds the start. */
export function split(steps: number, slots: number): number {
  if (slots === 1) return steps - 1;
  const r = repetitions(steps, slots);
  return Math.min(reach(slots, r - 1), steps - reach(slots - 1, r - 1), steps - 1);
}
