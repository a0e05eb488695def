/** Patterns that assign and declare, with defaults that name other variables, and with the rest of a tuple. */
type Part = { c: number; d?: number };

function weighted([{ v }, ...numbers]: [{ v: number }, number, number], { c, d = c * v }: Part): number {
  let sum = 0;
  for (const each of numbers) {
    if (each < 0) continue;
    sum += each * v;
  }
  return sum + c * d;
}

// @differentiable
export function taken(x: number, y: number): number {
  let c = 1;
  let d = y;
  for (let i = 0; i < 3; i++) {
    const part: Part = i === 1 ? { c: y * d, d: c } : { c: y + d };
    ({ c, d = x } = part);
    [c, ...[d]] = [d * x, c];
    if (c > 20) return c * d;
  }
  return c * d + weighted([{ v: x }, y, c], { c: d }) + weighted([{ v: y }, -1, x], { c: x, d });
}

export const points: Parameters<typeof taken>[] = [
  [0.8, 0.6],
  [1.4, 1.3],
  [-0.5, 0.9],
];
