// @differentiable
export function area(this: { width: number }, height: number): number {
  return this.width * height;
}

export const codes = [1006];
