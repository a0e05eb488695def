/** A helper that is called and not inlined, in the function and so in its adjoint. */
const notes: string[] = [];
function note(what: string, x: number): number {
  notes.push(`${what} ${x}`);
  return x;
}

// @differentiable
export function noted(x: [number, number]): number {
  x[1] = note('b', x[1] * x[0]) * 0.5;
  return x[0] * x[1] * x[1];
}

export const points: Parameters<typeof noted>[] = [[[0.6, 0.8]]];

export const effects = {
  reset: () => {
    notes.length = 0;
  },
  read: () => [...notes],
};
