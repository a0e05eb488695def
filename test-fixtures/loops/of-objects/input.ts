type Spring = { stiffness: number; stretch: number };

// @differentiable
export function springEnergy(springs: Spring[]): number {
  let energy = 0;
  for (const { stiffness, stretch } of springs) energy += 0.5 * stiffness * stretch ** 2;
  return energy;
}

export const points: Parameters<typeof springEnergy>[] = [
  [
    [
      { stiffness: 2, stretch: 3 },
      { stiffness: 4, stretch: -1 },
    ],
  ],
];

export const expected = [
  {
    value: 11,
    gradient: [
      { stiffness: 4.5, stretch: 6 },
      { stiffness: 0.5, stretch: -4 },
    ],
  },
];
