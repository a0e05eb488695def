// @differentiable
export function f(x: number, y: number): number {
  const map = new Map<string, number>([
    ['p', x],
    ['q', y * x],
  ]);
  const copy = new Map(map);
  copy.set('p', x * x).set('r', 1);
  const values = [...map.values(), ...copy.values()];
  const squares = Array.from(map.values(), (value) => value * value);
  const names = [...map.keys()].join('');
  let sum = names.length;
  for (const entry of map) sum += entry[1] * y;
  for (const [name, value] of [...map.entries()]) sum += value * value * name.length;
  return sum + values.reduce((a, b) => a * b, 1) + squares[1]!;
}

export const points: Parameters<typeof f>[] = [
  [0.7, 1.3],
  [-1.2, 0.4],
  [2.5, -0.6],
];
