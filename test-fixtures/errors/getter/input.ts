// @differentiable
export function squaredWidth(x: number): number {
  const box = {
    get width(): number {
      return x * 2;
    },
  };
  return box.width ** 2;
}

export const codes = [2002, 2002];
