/** Names of fields that stand in a list, asked for in code that is kept as it stands. */

type Pair = { q: number; p: number };

const log: string[] = [];
const large = (of: Pair, name: 'q' | 'p'): boolean => of[name] > 1;

// @differentiable
export function named(x: number, pair: Pair): number {
  let sum = x;
  try {
    for (const name of ['q', 'p'] as const) {
      log.push(`${name}: ${pair[name] > 0.2}, ${large(pair, name)}`);
      if (pair[name] > 2) throw new RangeError(`${name} is ${pair[name]}`);
      sum += pair[name] * x;
    }
  } catch (error) {
    sum += pair.q * pair.q;
    log.push(String(error));
  }
  const names = ['p', 'q'] as const;
  for (let i = 0; i < names.length; i++) {
    const name = names[i]!;
    log.push(`${name} ${pair[name] > 0.2}`);
    sum += pair[name] * sum;
  }
  return sum;
}

export const points: Parameters<typeof named>[] = [
  [0.7, { q: 0.3, p: 1.2 }],
  [-0.4, { q: 0.8, p: 2.5 }],
  [1.1, { q: 3, p: -0.6 }],
];
