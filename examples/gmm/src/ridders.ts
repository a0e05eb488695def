/** Numerical derivatives, good to ten digits or so: Ridders' extrapolation of central differences. */

/** The derivative of `f` at 0, and an estimate of its error. */
export function ridders(f: (t: number) => number, firstStep: number): [derivative: number, error: number] {
  const shrink = 1.4;
  let step = firstStep;
  let previous = [centralDifference(f, step)];
  let best = previous[0];
  let error = Infinity;
  for (let row = 1; row < 12; row++) {
    step /= shrink;
    const current = [centralDifference(f, step)];
    let factor = shrink * shrink;
    for (let column = 1; column <= row; column++) {
      const extrapolated = (current[column - 1] * factor - previous[column - 1]) / (factor - 1);
      factor *= shrink * shrink;
      current.push(extrapolated);
      const estimate = Math.max(
        Math.abs(extrapolated - current[column - 1]),
        Math.abs(extrapolated - previous[column - 1]),
      );
      if (estimate < error) [best, error] = [extrapolated, estimate];
    }
    previous = current;
  }
  return [best, error];
}

function centralDifference(f: (t: number) => number, step: number): number {
  return (f(step) - f(-step)) / (2 * step);
}
