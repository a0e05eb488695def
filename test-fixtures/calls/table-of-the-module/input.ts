/** Functions in an object of the module that nobody changes. */
function cube(v: number): number {
  return v * v * v;
}

const kernels = {
  square: (v: number): number => v * v,
  sin: Math.sin,
  cube,
  triple(v: number): number {
    return 3 * v;
  },
};

// @differentiable
export function summed(xs: number[]): number {
  let sum = 0;
  for (const x of xs) {
    if (x < 0) continue;
    sum += kernels.square(x) + kernels.sin(x) * kernels.cube(x) + kernels.triple(sum);
  }
  return sum + xs.map(kernels.square).reduce((a, b) => a + b, 0);
}

export const points: Parameters<typeof summed>[] = [[[1.5, -1, 0.3]]];
