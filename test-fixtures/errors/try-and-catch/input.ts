/** A recursive function cannot be lowered in place, where its exceptions would be caught. */
function power(x: number, n: number): number {
  if (n < 0) throw new RangeError('negative');
  return n === 0 ? 1 : x * power(x, n - 1);
}

// @differentiable
export function guarded(x: number, n: number): number {
  let y = x;
  try {
    y = power(x, Math.round(n)) * y;
  } catch {
    y = 0;
  }
  return y;
}

export const codes = [1007];
