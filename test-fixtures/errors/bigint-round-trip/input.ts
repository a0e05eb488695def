// @differentiable
export function through(x: number): number {
  return Number(BigInt(Math.round(x))) * x + Number(`${x}`);
}

export const codes = [1016, 1016];
