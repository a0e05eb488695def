function half(x: number): number {
  if (x < 0) throw new Error('negative');
  return x / 2;
}

// @differentiable
export function guarded(x: number): number {
  let y = x;
  try {
    y = half(x) * y;
  } catch {
    y = 0;
  }
  return y;
}

export const codes = [1007];
