/** Work space that is made anew when it is too small, and kept otherwise. */
let work = new Float64Array(0);
let used = 0;

function space(n: number): Float64Array {
  if (work.length < n) work = new Float64Array(2 * n);
  used = n;
  return work;
}

// @differentiable
export function smoothed(xs: Float64Array): number {
  const buffer = space(xs.length);
  for (let i = 0; i < xs.length; i++) buffer[i] = xs[i]! * xs[i]!;
  for (let pass = 0; pass < 2; pass++) {
    for (let i = 1; i < used; i++) work[i] = 0.5 * (work[i]! + work[i - 1]! * xs[i]!);
  }
  const more = space(used + 1);
  more[used - 1] = buffer[0]!;
  let sum = 0;
  for (let i = 0; i < used; i++) sum += work[i]! * (i + 1);
  return sum;
}

export const effects = {
  reset(): void {
    work = Float64Array.of(1, 2, 3, 4);
    used = 0;
  },
  read: (): unknown => [used, [...work]],
};

export const points: Parameters<typeof smoothed>[] = [
  [Float64Array.of(1.5, -0.5, 2)],
  [Float64Array.of(0.3, 2.5, -1, 0.25, 4)],
  [Float64Array.of(2)],
];
