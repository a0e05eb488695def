export function scaleBy(xs: readonly number[], k: number): number[] {
  return xs.map((x) => x * k);
}

export function shift(xs: number[], by: number): void {
  for (let i = 0; i < xs.length; i++) xs[i]! += by;
}
