type Data = { readonly x: ArrayLike<number>; readonly y: ArrayLike<number> };

function total(data: Data, scales: Iterable<number>): number {
  let sum = 0;
  for (let i = 0; i < data.x.length; i++) sum += data.x[i]! * data.y[i]!;
  for (const scale of scales) sum *= scale;
  return sum;
}

// @differentiable
export function f(x: number[], y: number[]): number {
  return total({ x, y }, [2, 3]);
}

// @differentiable
export function g(x: ArrayLike<number>): number {
  return x[0]! * 2;
}

export const codes = [2002, 2002];
