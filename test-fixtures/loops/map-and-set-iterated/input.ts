/** Maps, sets, their keys and entries, and the letters of a text steer what is computed. */
// @differentiable
export function iterated(x: number, names: string[]): number {
  const places = new Map<string, number>();
  names.forEach((name, i) => places.set(name, i));
  let s = x;
  for (const [name, i] of places) {
    if (name === 'skip') continue;
    s = s * x + i * name.length;
    if (name === 'stop') break;
  }
  for (const letter of 'abc') if (letter === 'b') s *= x;
  for (const { length } of new Set(names)) s += x * length;
  for (const name of places.keys()) {
    if (name.length > 4) return s;
    s = Math.cos(s) * x;
  }
  return s * places.size;
}

export const points: Parameters<typeof iterated>[] = [
  [0.7, ['a', 'skip', 'bb', 'stop', 'c']],
  [0.7, ['a', 'longer']],
];
