type Item = { name: string; visible: boolean; tags: string[]; weight: number };

// @differentiable
export function visibleWeight(items: Item[]): number {
  let sum = 0;
  for (const item of items) {
    if (!item.visible || item.name === 'skip' || item.tags.includes('ignored')) continue;
    sum += item.weight * item.weight;
  }
  return sum;
}

export const points: Parameters<typeof visibleWeight>[] = [
  [
    [
      { name: 'a', visible: true, tags: [], weight: 2 },
      { name: 'b', visible: false, tags: [], weight: 3 },
      { name: 'skip', visible: true, tags: [], weight: 4 },
      { name: 'c', visible: true, tags: ['x'], weight: 5 },
    ],
  ],
];

export const expected = [{ value: 29, gradient: [{ weight: 4 }, { weight: 0 }, { weight: 0 }, { weight: 10 }] }];
