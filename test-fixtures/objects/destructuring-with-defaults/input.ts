type Settings = { gain?: number; offset?: number; power: number };

// @differentiable
export function response(x: number, { gain = 2, offset = 0.5, power }: Settings): number {
  return gain * x ** power + offset;
}

export const points: Parameters<typeof response>[] = [
  [1.5, { gain: 3, power: 2 }],
  [1.5, { power: 2 }],
  [1.5, { gain: 3, offset: 1, power: 2 }],
];

export const expected = [
  { value: 7.25, gradient: [9, { gain: 2.25 }] },
  { value: 5, gradient: [6, {}] },
  { value: 7.75, gradient: [9, { gain: 2.25, offset: 1 }] },
];
