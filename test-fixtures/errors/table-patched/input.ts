/** A function in a table is replaced, under a name that the text does not tell. */
const kernels = { square: (v: number): number => v * v, sine: Math.sin };
Object.assign(kernels, { square: Math.cos });

// @differentiable
export function kernel(x: number): number {
  return kernels.square(x);
}

export const codes = [1019];
