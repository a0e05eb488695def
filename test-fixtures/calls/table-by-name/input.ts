/** A function out of a table, by a name that the run knows. */
const activations = {
  tanh: Math.tanh,
  relu: (v: number): number => Math.max(0, v),
  square(v: number): number {
    return v * v;
  },
};
type Name = keyof typeof activations;

const byText: Readonly<Record<string, (v: number) => number>> = { sin: Math.sin, cube };

function cube(v: number): number {
  return v * v * v;
}

function named(name: Name, x: number): number {
  return activations[name](x);
}

// @differentiable
export function activated(x: number, y: number, names: readonly Name[], text: string): number {
  const local = { tanh: (v: number): number => v * y, relu: Math.exp, square: cube };
  let value = x;
  for (const name of names) {
    value = activations[name](value * y) + local[name](value);
    if (value > 30) break;
  }
  const chosen = byText[text];
  if (chosen === undefined) return value;
  return value + chosen(x) + { sin: cube, cube: Math.sin }[text as 'sin' | 'cube'](y) + named('square', x);
}

export const points: Parameters<typeof activated>[] = [
  [0.8, 0.6, ['tanh', 'relu', 'square'], 'sin'],
  [1.5, 1.6, ['square', 'relu', 'tanh'], 'cube'],
  [0.3, -0.4, [], 'other'],
];
