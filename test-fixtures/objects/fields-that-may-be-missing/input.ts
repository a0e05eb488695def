/** What is copied may lack fields for which there is no earlier value: then the copy lacks them, too. */

type Options = { curve?: number; speed?: number; limit?: number; weights?: number[] };

const defaults = { curve: 1.5, speed: 0.5 };

function settle(options?: Options): Options {
  return Object.assign({}, defaults, options);
}

function length(x: number, options?: Options): number {
  const { curve = 0, speed = 1, limit, weights } = settle(options);
  let value = curve * Math.sin(x) + speed * x;
  for (let i = 0; i < (weights?.length ?? 0); i++) {
    value += weights![i]! * x * i;
    if (limit !== undefined && value > limit) return limit * limit;
  }
  return value;
}

// @differentiable
export function total(x: number, options: Options, more: { limit?: number }): number {
  const twice: Options = { ...more, ...options };
  const first: Options = { ...options, speed: x * x, limit: x + (more.limit ?? 1) };
  const copy: Options = { ...first };
  copy.limit ??= x;
  let sum = length(x) + length(x, options) + length(x, { ...twice, curve: x });
  for (let i = 0; i < 3; i++) {
    const each: Options = { ...(i > 0 ? options : undefined), curve: sum };
    sum += ((each.limit ?? x) * each.curve!) / (i + 2) + (each.weights === undefined ? x : each.weights[0]! * x);
  }
  if ('limit' in twice) sum += twice.limit! * x;
  return sum * (first.limit ?? 1) * copy.limit + first.speed! + ('speed' in twice ? 1 : 2) * x;
}

export const points: Parameters<typeof total>[] = [
  [0.7, {}, {}],
  [-0.4, { curve: 0.8, limit: 0.5, weights: [1.5] }, {}],
  [0.9, { speed: 2 }, { limit: 1.25 }],
  [1.1, { limit: 0.3, speed: -1, weights: [2, 3] }, { limit: 0.6 }],
  [0.6, { weights: [0.5, 0.25, 3] }, { limit: 2 }],
];
