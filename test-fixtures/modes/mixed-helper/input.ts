/** A kernel of one variable inside a function of many. */
function kernel(t: number): number {
  let value = 1;
  for (let k = 1; k <= 6; k++) value = value * t * 0.3 + 1 / k;
  return value;
}

// @differentiable
export function mixed(xs: Float64Array): number {
  let sum = 0;
  for (let i = 1; i < xs.length; i++) sum += kernel(xs[i]! - xs[i - 1]!);
  return sum;
}

export const cases = ['BI12'];

export const points: Parameters<typeof mixed>[] = [[new Float64Array([0.1, 0.5, 1.7, -0.4])]];
