// @differentiable
export function f(xs: number[]): number {
  const seen: number[] = [];
  xs.sort((a, b) => {
    seen[0] = a;
    return a - b;
  });
  return xs[0]! * seen[0]!;
}

// @differentiable
export function g(xs: number[], compare: (a: number, b: number) => number): number {
  return xs.sort(compare)[0]!;
}

// @differentiable
export function h(xs: number[]): number {
  return xs.flat(2)[0]!;
}

export const codes = [1016, 1016, 1016];
