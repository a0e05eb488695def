/** What a function does depends on how many arguments it was given. */
function product(a: number, b?: number): number {
  if (arguments.length === 1) return a;
  const times = (): number => arguments.length * a;
  return (arguments[0] as number) * b! + times();
}

// @differentiable
export function counted(x: number): number {
  let s = 0;
  for (let i = 0; i < 3; i++) {
    if (i === 1) continue;
    s += product(x) + product(x, s);
    if (s > 100) break;
  }
  return s;
}

export const points: Parameters<typeof counted>[] = [[1.5], [20]];
