/** Which functions the list holds is not known: another function of the module exchanges one. */
const steps: ((v: number) => number)[] = [(v: number): number => v * 2, Math.sin];

export function exchange(step: (v: number) => number): void {
  const list = steps;
  list[0] = step;
}

// @differentiable
export function stepped(x: number, n: number): number {
  return steps[n]!(x);
}

export const codes = [1019];
