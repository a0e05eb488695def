// @differentiable
export function taken(x: number, y: number): number {
  const parts = {
    factor: x,
    times(this: { factor: number } | void, value: number): number {
      return this === undefined ? value * y : this.factor * value;
    },
  };
  const times = parts.times;
  return times(3);
}
export const codes = [1019];
