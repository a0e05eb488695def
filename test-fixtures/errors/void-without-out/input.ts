// @differentiable
export function announce(x: number): void {
  void (x * 2);
}

export const codes = [3005];
