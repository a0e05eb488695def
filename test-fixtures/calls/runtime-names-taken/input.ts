/** The file has functions of its own with the names of runtime functions. */
function openTape(x: number): number {
  return x * x;
}

function register(x: number, y: number): number {
  return x - y;
}

// @differentiable
export function taken(xs: number[]): number {
  let product = 1;
  for (const x of xs) product *= openTape(x) + register(x, 1);
  return product;
}

export const points: Parameters<typeof taken>[] = [[[1.5, 0.5]], [[]]];
