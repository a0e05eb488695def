// @differentiable
export function f(xs: number[][], k: number): number {
  return xs.flat(1.5)[0]! * k;
}

// @differentiable
export function g(data: { rows: { values: number[] }[] }, k: number): number {
  return JSON.parse(JSON.stringify(data.rows)).length * k * Object.values(data.rows)[0]!.values[0]!;
}

export const codes = [1016, 1016, 2001];
