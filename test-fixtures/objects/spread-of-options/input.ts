type Options = { rate: number; steps: number; offset?: number };

const defaults = { rate: 2, steps: 3, offset: -1 };

function grow(x: number, options?: Partial<Options>): number {
  const { rate, steps, offset } = { ...defaults, ...options };
  let value = x;
  for (let i = 0; i < Math.round(steps); i++) value += rate * Math.sin(value) + offset * i;
  return value;
}

// What is missing in an object that is spread does not overwrite what stands before it.
// @differentiable
export function grown(x: number, rate: number, given: { rate?: number; steps?: number }): number {
  const pair = { ['first']: x, 'second value': rate };
  const own = { rate: pair['second value'] * x, steps: 1, ...given };
  const copy = { ...own, ['rate']: own.rate * 2 };
  return grow(pair.first) + grow(x, { rate }) + grow(x, { ...own, offset: rate }) + own.rate * copy.rate;
}

export const points = [
  [0.7, 0.3, {}],
  [-1.2, 0.4, { rate: 0.25 }],
  [2, 0.1, { steps: 2, rate: -0.5 }],
];
