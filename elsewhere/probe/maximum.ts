export function maximum(xs: number[]): number {
  let top = -Infinity;
  for (const x of xs) top = x > top ? x : top;
  return top;
}
