export const unit = 1; // @differentiable

// @differentiable
export function squared(x: number): number {
  return x * x;
}

export const codes = [4006];

export const points: Parameters<typeof squared>[] = [[3]];
