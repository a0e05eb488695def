/** Both tables are of one type; a name in that type does not say which of them it is looked up in. */
const powers = { of: (v: number): number => v * v };
const waves = { of: (v: number): number => Math.sin(v) };

// @differentiable
export function chosen(x: number): number {
  const table = x > 0 ? powers : waves;
  return table.of(x);
}

export const codes = [1019];
