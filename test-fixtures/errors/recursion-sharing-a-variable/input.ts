// @differentiable
export function counted(x: number): number {
  let depth = x;
  const descend = (y: number): number => {
    depth = depth * y;
    return y > 0.1 ? descend(y * 0.5) + depth : depth;
  };
  return descend(x);
}

export const codes = [1009];
