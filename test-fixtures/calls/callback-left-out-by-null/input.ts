/** A callback that has a default, and is left out: by `null`, by `undefined`, or by nothing. */
function eased(t: number, by: ((t: number) => number) | null = null, steep = true): number {
  const eased = typeof by === 'function' ? by(t) : t;
  return steep ? eased * eased : eased;
}

// @differentiable
export function f(x: number, y: number): number {
  return (
    eased(x * y) + eased(y, null) * x + eased(x, Math.sin, false) + eased(y, undefined, false) + eased(x, null, true)
  );
}

export const points: Parameters<typeof f>[] = [
  [0.3, 0.7],
  [-2, 1.1],
];
