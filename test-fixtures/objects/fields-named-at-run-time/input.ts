/** Which field is meant is known at run time only, but it is one of those that the type declares. */
type Point = { a: number; b: number; c: number };
const order = ['c', 'a', 'b'] as const;

// @differentiable
export function scaled(p: Point, x: number): number {
  const q: Point = { a: 1, b: x, c: 2 };
  for (const name of order) {
    q[name] += p[name] * x;
    if (name === 'b') break;
    q[name] *= 2;
  }
  let s = 0;
  for (const name in q) {
    if (name === 'c') continue;
    s = Math.sin(s) + q[name as keyof Point] * p[name as keyof Point];
  }
  for (const name of Object.keys(p) as (keyof Point)[]) s += q[name] * q[name];
  return s;
}

export const points: Parameters<typeof scaled>[] = [[{ a: 1.5, b: 2, c: 0.3 }, 0.7]];
