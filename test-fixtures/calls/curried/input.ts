/** Functions that give functions, called at once or one by one. */
const weighted = (a: number) => (b: number) => (c: number) => a * b + c;

function scaled(k: number) {
  const square = k * k;
  return function (x: number): number {
    return x * square;
  };
}

// @differentiable
export function applied(x: number): number {
  const half = weighted(x);
  const full = half(2 * x);
  let sum = weighted(1)(x)(x) + scaled(x)(3);
  for (let i = 0; i < 3; i++) {
    if (i === 1) continue;
    sum += full(sum) * scaled(sum)(i);
  }
  return sum;
}

export const points: Parameters<typeof applied>[] = [[0.4]];
