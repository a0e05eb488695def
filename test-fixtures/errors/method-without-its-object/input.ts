/** A method that is called without its object has another `this`. */
// @differentiable
export function detached(x: number): number {
  const parts = {
    factor: x,
    times(value: number): number {
      return this.factor * value;
    },
  };
  return [1, 2].map(parts.times).reduce((sum, each) => sum + each, 0);
}

export const codes = [1019];
