function root(x: number): number {
  return Math.sqrt(x);
}

// @tangent-of root
export function rootTangent(x: number, xDot: number): number {
  return xDot / (2 * root(x));
}

// @differentiable
export function twice(x: number): number {
  return root(x) * root(2 * x);
}

export const codes = [4005];
