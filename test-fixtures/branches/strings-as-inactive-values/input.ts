// @differentiable
export function labelled(unit: string, x: number): number {
  const key = unit.trim().toLowerCase();
  const message = `${key}:${unit.length}`;
  const factor = key === 'km' ? 1000 : message.startsWith('cm') ? 0.01 : 1;
  return x * x * factor;
}

export const points: Parameters<typeof labelled>[] = [
  [' KM', 2],
  ['cm', 2],
  ['m', 2],
];

export const expected = [
  { value: 4000, gradient: [undefined, 4000] },
  { gradient: [undefined, 0.04] },
  { value: 4, gradient: [undefined, 4] },
];
