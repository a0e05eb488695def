type Data = { readonly x: number[]; readonly scales: Iterable<number> };

function total(data: Data): number {
  let sum = 0;
  for (let i = 0; i < data.x.length; i++) sum += data.x[i]!;
  for (const scale of data.scales) sum *= scale;
  return sum;
}

// @differentiable
export function f(x: number[], y: number[]): number {
  return total({ x, scales: y });
}

// @differentiable
export function g(x: { readonly length: number; readonly [index: number]: number }): number {
  return x[0]! * 2;
}

export const codes = [1013, 2002, 2002];
