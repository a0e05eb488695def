// @differentiable
export function boxed(x: number): number {
  class Box {
    value = 2;
  }
  return new Box().value * x;
}

export const codes = [1014, 1014];
