function first<T>(xs: T[], fallback: T): T {
  return xs[0] ?? fallback;
}

// @differentiable
export function firstSquared(xs: number[]): number {
  return first(xs, 1) ** 2;
}

export const codes = [2003];
