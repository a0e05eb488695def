// @differentiable
export default function (x: number): number {
  return x * x;
}

export const codes = [4007];
