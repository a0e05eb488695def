/** The names of an object's properties are read once; the loop over them is like any other. */
// @differentiable
export function byName(x: number, texts: Record<string, string>, stops: Record<string, boolean>): number {
  let s = x;
  for (const name in texts) {
    if (name === 'skip') continue;
    if (stops[name]) return s;
    s = Math.sin(s) * name.length + texts[name]!.length * x;
    if (s > 100) break;
  }
  return s * x;
}

export const points: Parameters<typeof byName>[] = [
  [0.7, { aa: 'x', skip: 'u', b: 'yyy' }, {}],
  [0.7, { aa: 'x', skip: 'u', b: 'yyy' }, { b: true }],
];
