type Link = { value: number; next: Link | undefined };

// Two objects are made here and walked along by a variable that may be undefined: they stay objects.
// @differentiable
export function product(x: number, y: number, n: number): number {
  const last: Link = { value: y, next: undefined };
  let at: Link | undefined = { value: x, next: { value: x * y, next: last } };
  let result = 1;
  for (; at !== undefined; at = at.next) {
    result *= at.value;
    if (--n < 0.5) break;
  }
  let chosen: Link | undefined = { value: y, next: undefined };
  if (n > 0.5) chosen = undefined;
  return result * (chosen === undefined ? 1 : chosen.value);
}

export const points = [
  [0.7, 1.3, 9],
  [-1.2, 0.4, 2],
  [2, 3, 1],
];
